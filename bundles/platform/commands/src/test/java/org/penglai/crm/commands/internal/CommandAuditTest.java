package org.penglai.crm.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.persistence.spi.Transaction;

class CommandAuditTest {
    @Test
    void commandsAreNotedWithoutTheirArguments() {
        List<String> noted = new ArrayList<>();
        CommandAudit audit = new CommandAudit(new Journal() {
            @Override
            public void append(Transaction transaction, List<Entry> entries) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void note(Entry entry) {
                noted.add(entry.type()
                        + ' '
                        + entry.operation()
                        + ' '
                        + Origin.current().address()
                        + ' '
                        + entry.changes());
            }
        });
        for (String command :
                List.of("crm:user-passwd li --password geheim", "crm:status", "  feature:install crm-sales")) {
            audit.handleEvent(new Event(CommandAudit.EXECUTED, Map.of("command", command)));
        }
        audit.handleEvent(new Event(
                CommandAudit.EXECUTED, Map.of("command", "crm:reindex", "exception", new IllegalStateException("no"))));
        assertThat(noted)
                .containsExactly(
                        "console executed console {\"command\":\"crm:user-passwd\",\"failed\":false}",
                        "console executed console {\"command\":\"feature:install\",\"failed\":false}",
                        "console executed console {\"command\":\"crm:reindex\",\"failed\":true}");
    }
}
