package org.penglai.crm.records.internal.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Statements that were made before, by all that they depend on: a caller whose rights have changed asks by another key.
 * Bounded: what was not used for longest makes room. Safe for any thread.
 */
final class ReadPlans<K, P> {
    private static final int MOST = 500;

    private final Map<K, P> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, P> eldest) {
            return size() > MOST;
        }
    };

    P of(K key, Supplier<P> make) {
        synchronized (known) {
            P plan = known.get(key);
            if (plan != null) {
                return plan;
            }
        }
        P made = make.get();
        synchronized (known) {
            known.put(key, made);
        }
        return made;
    }
}
