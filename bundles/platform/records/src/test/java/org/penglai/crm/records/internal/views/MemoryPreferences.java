package org.penglai.crm.records.internal.views;

import java.util.HashMap;
import java.util.Map;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.Preferences;

/** Preferences by user. */
final class MemoryPreferences implements Preferences {
    private final Map<Long, Map<String, String>> users = new HashMap<>();

    @Override
    public Map<String, String> all(Caller caller) {
        return users.computeIfAbsent(caller.userId(), user -> new HashMap<>());
    }

    @Override
    public void put(Caller caller, String key, String json) {
        all(caller).put(key, json);
    }

    @Override
    public boolean delete(Caller caller, String key) {
        return all(caller).remove(key) != null;
    }
}
