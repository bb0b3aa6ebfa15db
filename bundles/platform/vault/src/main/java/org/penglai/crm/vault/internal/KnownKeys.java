package org.penglai.crm.vault.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.vault.internal.TablePersonKeys.Known;
import org.penglai.crm.vault.internal.TablePersonKeys.Name;

/** The keys that were used last, and those of running transactions, which nobody else may use before the commit. */
final class KnownKeys {
    private static final int AT_MOST = 20_000;

    private final Map<Name, Known> committed = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Known> eldest) {
            return size() > AT_MOST;
        }
    };
    private final Map<Transaction, Map<Name, Known>> running = new WeakHashMap<>();

    synchronized Known find(Name name) {
        return committed.get(name);
    }

    synchronized Known find(Transaction transaction, Name name) {
        Map<Name, Known> own = running.get(transaction);
        return own == null ? null : own.get(name);
    }

    synchronized void put(Name name, Known key) {
        committed.put(name, key);
    }

    /** For this transaction at once, for all after its commit. */
    void put(Transaction transaction, Name name, Known key) {
        boolean first;
        synchronized (this) {
            first = !running.containsKey(transaction);
            running.computeIfAbsent(transaction, each -> new HashMap<>()).put(name, key);
            if (key.key() == null) {
                committed.remove(name);
            }
        }
        if (first) {
            transaction.afterCommit(() -> publish(transaction));
        }
    }

    private synchronized void publish(Transaction transaction) {
        committed.putAll(running.remove(transaction));
    }
}
