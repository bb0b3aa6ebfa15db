package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the audit which commands an operator ran on the console and whether they worked: the first word of each, since
 * passwords are among the arguments. What a command changes is noted by who does it.
 */
@Component(property = "event.topics=" + CommandAudit.EXECUTED)
public final class CommandAudit implements EventHandler {
    static final String EXECUTED = "org/apache/karaf/shell/console/EXECUTED";
    private static final Logger LOG = LoggerFactory.getLogger(CommandAudit.class);
    /** Only look, and scripts run them all the time. */
    private static final Set<String> HARMLESS =
            Set.of("crm:status", "help", "history", "clear", "logout", "exit", "echo", "grep", "less", "more");

    private final Journal journal;
    private final ObjectMapper mapper = new ObjectMapper();

    @Activate
    public CommandAudit(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    public void handleEvent(Event event) {
        String command = String.valueOf(event.getProperty("command")).strip().split("\\s", 2)[0];
        if (command.isEmpty() || command.startsWith("//") || HARMLESS.contains(command)) {
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("command", command);
        told.put("failed", event.getProperty("exception") != null);
        try (Origin.Scope here = Origin.CONSOLE.enter()) {
            journal.note(new Journal.Entry("console", 0, 0, "executed", 0, mapper.writeValueAsString(told)));
        } catch (JsonProcessingException | RuntimeException failure) {
            // Boundary: the command is done, whatever becomes of the note.
            LOG.warn("The command {} was not noted in the audit: {}", command, failure.toString());
        }
    }
}
