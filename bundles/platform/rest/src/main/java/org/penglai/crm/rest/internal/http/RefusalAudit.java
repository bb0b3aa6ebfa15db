package org.penglai.crm.rest.internal.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.rest.internal.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the audit what was refused for want of a right, a record out of reach or a credential: the same to the same
 * user once a minute, so that nobody can fill the audit by trying. Safe for any thread.
 */
@Component(service = RefusalAudit.class)
public final class RefusalAudit {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAudit.class);
    private static final long EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final int REMEMBERED = 10_000;

    private final Journal journal;
    private final Json json;
    private final LongSupplier nanos;
    private final Map<String, Long> noted = new LinkedHashMap<>();

    @Activate
    public RefusalAudit(@Reference Journal journal, @Reference Json json) {
        this(journal, json, System::nanoTime);
    }

    RefusalAudit(Journal journal, Json json, LongSupplier nanos) {
        this.journal = journal;
        this.json = json;
        this.nanos = nanos;
    }

    /** Somebody known was refused, or asked for a record that is not there for him. */
    void refused(long userId, String method, String path, int status) {
        if (isNew(userId + " " + method + " " + path)) {
            note(userId, method, path, status);
        }
    }

    /** Somebody without a valid credential: once a minute for each address, whatever he asks for. */
    void unknown(String address, String method, String path) {
        if (isNew(address)) {
            note(0, method, path, 401);
        }
    }

    private void note(long userId, String method, String path, int status) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("method", method);
        told.put("path", path.substring(0, Math.min(path.length(), 500)));
        told.put("status", status);
        try {
            journal.note(new Journal.Entry(
                    "requests",
                    0,
                    0,
                    "refused",
                    userId,
                    new String(json.write(told), java.nio.charset.StandardCharsets.UTF_8)));
        } catch (RuntimeException failure) {
            // Boundary: the answer is on its way, whatever becomes of the note.
            LOG.warn("A refusal was not noted in the audit: {}", failure.toString());
        }
    }

    private synchronized boolean isNew(String what) {
        long now = nanos.getAsLong();
        Long before = noted.remove(what);
        noted.put(what, before != null && now - before < EVERY ? before : now);
        Iterator<Long> oldest = noted.values().iterator();
        if (noted.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
        return before == null || now - before >= EVERY;
    }
}
