package org.penglai.crm.records.internal.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.records.spi.StoredType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps admitted types in crm_type, all that came meanwhile in one transaction. A type can be used before it is kept:
 * while a module is exchanged people wait for its types, and they need not wait for the disk. What a crash takes is
 * admitted anew when the module starts.
 */
final class KeptTypes {
    private static final Logger LOG = LoggerFactory.getLogger(KeptTypes.class);

    private final TypeTable table;
    private final Executor later;
    private final Map<String, StoredType> waiting = new LinkedHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean behind;

    /** @param later runs what it is given some time, on any thread */
    KeptTypes(TypeTable table, Executor later) {
        this.table = table;
        this.later = later;
    }

    void save(StoredType type) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.put(type.name(), type);
        }
        if (first) {
            later.execute(this::write);
        }
    }

    /** Whether the database did not take what it was given last. */
    boolean isBehind() {
        return behind;
    }

    /** Writes what is waiting; what the database does not take keeps waiting. */
    void write() {
        try {
            writeOrFail();
        } catch (DataAccessException | Unavailable e) {
            behind = true;
            LOG.warn("Types could not be kept, a later request tries again: {}", e.getMessage());
        }
    }

    /** Writes what is waiting and nothing any more after that. */
    void stop() {
        write();
        if (later instanceof Later own) {
            own.stop();
        }
    }

    /** Nothing is waiting when this returns. */
    void writeOrFail() {
        writing.lock();
        try {
            List<StoredType> batch;
            synchronized (waiting) {
                batch = List.copyOf(waiting.values());
            }
            if (!batch.isEmpty()) {
                table.save(batch);
            }
            synchronized (waiting) {
                batch.forEach(type -> waiting.remove(type.name(), type));
                behind = !waiting.isEmpty();
            }
        } finally {
            writing.unlock();
        }
    }
}
