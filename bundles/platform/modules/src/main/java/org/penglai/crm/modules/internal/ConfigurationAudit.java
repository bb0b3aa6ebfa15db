package org.penglai.crm.modules.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the audit which properties of which configuration somebody changed, by file or on the console. Never a value:
 * passwords are among them. Told by one thread of Configuration Admin.
 */
@Component
public final class ConfigurationAudit implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationAudit.class);
    /** Says nothing about what is configured. */
    private static final Set<String> BOOKKEEPING =
            Set.of("service.pid", "service.factoryPid", "service.bundleLocation", "felix.fileinstall.filename");

    private final ConfigurationAdmin admin;
    private final Journal journal;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Map<String, Integer>> known = new TreeMap<>();

    @Activate
    public ConfigurationAudit(@Reference ConfigurationAdmin admin, @Reference Journal journal)
            throws IOException, InvalidSyntaxException {
        this.admin = admin;
        this.journal = journal;
        Configuration[] all = admin.listConfigurations(null);
        for (Configuration one : all == null ? new Configuration[0] : all) {
            known.put(one.getPid(), prints(one.getProperties()));
        }
    }

    @Override
    public synchronized void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_LOCATION_CHANGED) {
            return;
        }
        try {
            boolean gone = event.getType() == ConfigurationEvent.CM_DELETED;
            Map<String, Integer> now = gone ? Map.of() : read(event.getPid());
            Map<String, Integer> before = gone ? known.remove(event.getPid()) : known.put(event.getPid(), now);
            Set<String> changed = changed(before == null ? Map.of() : before, now);
            if (!changed.isEmpty()) {
                note(event.getPid(), gone ? "deleted" : before == null ? "created" : "updated", changed);
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException failure) {
            // Boundary: the configuration is changed already, whatever becomes of the note.
            LOG.warn("A change of {} was not noted in the audit: {}", event.getPid(), failure.toString());
        }
    }

    private Map<String, Integer> read(String pid) throws IOException, InvalidSyntaxException {
        Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
        return found == null ? Map.of() : prints(found[0].getProperties());
    }

    private void note(String pid, String operation, Set<String> properties) throws JsonProcessingException {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("pid", pid);
        changes.put("properties", properties);
        try (Origin.Scope here = Origin.CONSOLE.enter()) {
            journal.note(new Journal.Entry("configuration", 0, 0, operation, 0, mapper.writeValueAsString(changes)));
        }
        LOG.info("Configuration {} {}: {}", pid, operation, properties);
    }

    private static Set<String> changed(Map<String, Integer> before, Map<String, Integer> now) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> before.containsKey(name) && before.get(name).equals(now.get(name)));
        return names;
    }

    /** Enough to tell whether a value changed, and no value. */
    private static Map<String, Integer> prints(Dictionary<String, Object> properties) {
        Map<String, Integer> prints = new TreeMap<>();
        if (properties != null) {
            for (String name : Collections.list(properties.keys())) {
                if (!BOOKKEEPING.contains(name)) {
                    prints.put(name, Arrays.deepHashCode(new Object[] {properties.get(name)}));
                }
            }
        }
        return prints;
    }
}
