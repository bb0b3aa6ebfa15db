package org.penglai.crm.rest.internal;

import java.util.Map;
import java.util.TreeMap;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.Preferences;

/** Preferences in memory, by user; knows one limit. */
final class FakePreferences implements Preferences {
    private final Map<Long, Map<String, String>> users = new TreeMap<>();

    @Override
    public Map<String, String> all(Caller caller) {
        return users.computeIfAbsent(caller.userId(), user -> new TreeMap<>());
    }

    @Override
    public void put(Caller caller, String key, String json) {
        if (json.length() > BYTES_AT_MOST) {
            throw new Invalid(Violation.of("", "tooLong", "太长", "Too long"));
        }
        all(caller).put(key, json);
    }

    @Override
    public boolean delete(Caller caller, String key) {
        return all(caller).remove(key) != null;
    }
}
