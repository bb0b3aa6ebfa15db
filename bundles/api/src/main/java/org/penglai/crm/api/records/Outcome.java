package org.penglai.crm.api.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;

/** What a hook or action wants: values to set on the record itself, objections, further writes. Collected, then applied in one transaction. */
public final class Outcome {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<RecordChange> followUps = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<RecordLink> needed = new ArrayList<>();

    /** Nothing to add. */
    public static Outcome none() {
        return new Outcome();
    }

    /** Sets a field of the record itself; read-only fields included. */
    public Outcome set(String field, Object value) {
        values.put(field, value);
        return this;
    }

    /** Objects: nothing is written and the caller gets 422. */
    public Outcome reject(Violation violation) {
        violations.add(violation);
        return this;
    }

    /** A further write in the same transaction; its type must be named in {@code touches}. */
    public Outcome follow(RecordChange change) {
        followUps.add(change);
        return this;
    }

    /**
     * Says that what follows is the caller's own doing at another record, not the platform's bookkeeping: unless he may
     * change that one, too, nothing is written and he gets 403. Records that come to be along with it need no saying.
     */
    public Outcome needs(String type, long id) {
        needed.add(new RecordLink(type, id));
        return this;
    }

    /** Lets users know, if and when the write is committed; without a module that keeps notices nothing happens. */
    public Outcome notify(Notice notice) {
        notices.add(notice);
        return this;
    }

    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Records that the caller must be permitted to change. */
    public List<RecordLink> needed() {
        return List.copyOf(needed);
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    public List<RecordChange> followUps() {
        return List.copyOf(followUps);
    }
}
