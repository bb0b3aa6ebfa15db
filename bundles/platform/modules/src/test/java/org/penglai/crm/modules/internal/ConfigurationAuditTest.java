package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.persistence.spi.Transaction;

class ConfigurationAuditTest {
    private static final String PID = "org.penglai.crm.mail";

    private final Map<String, Dictionary<String, Object>> stored = new HashMap<>();
    private final List<String> noted = new ArrayList<>();

    @Test
    void whatWasChangedIsNamedAndNoValueIsTold() throws Exception {
        set("host", "a", "password", "s3cret");
        ConfigurationAudit audit = new ConfigurationAudit(admin(), journal());
        tell(audit, ConfigurationEvent.CM_UPDATED);
        assertThat(noted).as("the same again").isEmpty();
        set("host", "b", "password", "n3w", "port", new String[] {"25"});
        tell(audit, ConfigurationEvent.CM_UPDATED);
        set("host", "b", "password", "n3w", "port", new String[] {"25"});
        tell(audit, ConfigurationEvent.CM_UPDATED);
        stored.clear();
        tell(audit, ConfigurationEvent.CM_DELETED);
        set("host", "c");
        tell(audit, ConfigurationEvent.CM_UPDATED);
        assertThat(noted)
                .containsExactly(
                        "configuration updated 0 console {\"pid\":\"" + PID
                                + "\",\"properties\":[\"host\",\"password\",\"port\"]}",
                        "configuration deleted 0 console {\"pid\":\"" + PID
                                + "\",\"properties\":[\"host\",\"password\",\"port\"]}",
                        "configuration created 0 console {\"pid\":\"" + PID + "\",\"properties\":[\"host\"]}");
    }

    private void set(Object... namesAndValues) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("service.pid", PID));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        stored.put(PID, properties);
    }

    private static void tell(ConfigurationAudit audit, int type) {
        ServiceReference<ConfigurationAdmin> reference = proxy(ServiceReference.class, Map.of());
        audit.configurationEvent(new ConfigurationEvent(reference, type, null, PID));
    }

    private ConfigurationAdmin admin() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class}, (self, method, arguments) -> {
                    Configuration[] all = stored.entrySet().stream()
                            .map(one -> (Configuration) proxy(
                                    Configuration.class,
                                    Map.of("getPid", one.getKey(), "getProperties", one.getValue())))
                            .toArray(Configuration[]::new);
                    return all.length == 0 ? null : all;
                });
    }

    private Journal journal() {
        return new Journal() {
            @Override
            public void append(Transaction transaction, List<Entry> entries) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void note(Entry entry) {
                noted.add(String.join(
                        " ",
                        entry.type(),
                        entry.operation(),
                        Long.toString(entry.userId()),
                        Origin.current().address(),
                        entry.changes()));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<?> type, Map<String, Object> answers) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName()));
    }
}
