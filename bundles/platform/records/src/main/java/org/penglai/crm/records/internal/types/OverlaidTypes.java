package org.penglai.crm.records.internal.types;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TypeOverlay;
import org.penglai.crm.vault.spi.FieldKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types with what administrators have changed of them. Whether there are changes is asked about once a second, by
 * whoever comes by, so that those made on other nodes show too. Safe for any thread.
 */
final class OverlaidTypes {
    private static final Logger LOG = LoggerFactory.getLogger(OverlaidTypes.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Null where no type has sensitive fields. */
    private final FieldKeys keys;

    private final List<TypeOverlay> overlays = new CopyOnWriteArrayList<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long lastAsked = System.nanoTime() - FRESH.toNanos();
    private volatile Map<TypeOverlay, String> revisions = Map.of();
    private volatile Known known = new Known(null, Map.of(), Map.of());

    /** @param keys of sensitive fields; null where no type has any */
    OverlaidTypes(FieldKeys keys) {
        this.keys = keys;
    }

    void add(TypeOverlay overlay) {
        overlays.add(overlay);
        ask();
    }

    void remove(TypeOverlay overlay) {
        overlays.remove(overlay);
        ask();
    }

    /** Types of installed modules by name. */
    Map<String, StoredType> of(TypeState state) {
        if (!overlays.isEmpty()
                && System.nanoTime() - lastAsked > FRESH.toNanos()
                && asking.compareAndSet(false, true)) {
            try {
                ask();
            } finally {
                asking.set(false);
            }
        }
        Known now = known;
        return now.fits(state, revisions) ? now.types() : renewed(state);
    }

    /** Asks all of them at once. */
    void ask() {
        lastAsked = System.nanoTime();
        Map<TypeOverlay, String> answers = new HashMap<>();
        for (TypeOverlay overlay : overlays) {
            try {
                answers.put(overlay, overlay.revision());
            } catch (DataAccessException | Unavailable away) {
                LOG.debug("what administrators changed of types could not be read: {}", away.getMessage());
                answers.put(overlay, revisions.getOrDefault(overlay, ""));
            }
        }
        revisions = Map.copyOf(answers);
    }

    private synchronized Map<String, StoredType> renewed(TypeState state) {
        Map<TypeOverlay, String> with = revisions;
        Known before = known;
        if (!before.fits(state, with)) {
            Map<String, StoredType> types = new TreeMap<>();
            state.active().forEach((name, declared) -> {
                StoredType type = declared;
                for (TypeOverlay overlay : overlays) {
                    type = overlay.over(type, state.active());
                }
                type = type.withPersonalFields(state.active());
                type = keys == null ? type : type.sealedBy(keys);
                StoredType earlier = before.types().get(name);
                types.put(name, type.equals(earlier) ? earlier : type);
            });
            known = new Known(state, with, types);
        }
        return known.types();
    }

    private record Known(TypeState state, Map<TypeOverlay, String> revisions, Map<String, StoredType> types) {
        boolean fits(TypeState wanted, Map<TypeOverlay, String> with) {
            return state == wanted && revisions.equals(with);
        }
    }
}
