package org.penglai.crm.approvals.internal.course;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * {@link PendingLock} for the parts of a document that are written on its page: its lines are part of what is decided on.
 * What the platform computes in them, such as what of an instalment is paid, is not.
 */
public final class WholeLock implements DocumentRule {
    private static final int MOST = 1_000;

    private final DocumentRule rule;
    private final PendingLock lock;
    private final Function<String, Set<String>> written;

    /**
     * @param rule by which the document has parts
     * @param written names of the fields of a type that people write
     */
    public WholeLock(DocumentRule rule, PendingLock lock, Function<String, Set<String>> written) {
        this.rule = rule;
        this.lock = lock;
        this.written = written;
    }

    @Override
    public String parts() {
        return rule.parts();
    }

    @Override
    public String field() {
        return rule.field();
    }

    @Override
    public Outcome settle(Whole whole) {
        RecordSnapshot before = whole.before();
        RecordSnapshot document = whole.document();
        if (before == null
                || !Objects.equals(before.text(ApprovalFields.STATUS), document.text(ApprovalFields.STATUS))) {
            return Outcome.none();
        }
        String status = before.text(ApprovalFields.STATUS);
        if (ApprovalFields.PENDING.equals(status) && !whole.caller().isSystem()) {
            throw Refusals.locked();
        }
        return ApprovalFields.APPROVED.equals(status)
                ? lock.voided(whole.records(), before, document, isChanged(whole), whole.caller(), whole.now())
                : Outcome.none();
    }

    private boolean isChanged(Whole whole) {
        String own = field() + "==" + RecordId.format(whole.document().id());
        List<RecordSnapshot> stored = whole.records().list(Caller.system(), parts(), new RecordQuery(own, "id", MOST));
        return !contents(stored).equals(contents(whole.parts()));
    }

    private Map<Long, Map<String, Object>> contents(List<RecordSnapshot> parts) {
        Set<String> names = written.apply(parts());
        Map<Long, Map<String, Object>> contents = new HashMap<>();
        for (RecordSnapshot part : parts) {
            Map<String, Object> values = new HashMap<>(part.values());
            values.keySet().retainAll(names);
            values.values().removeIf(Objects::isNull);
            contents.put(part.id(), values);
        }
        return contents;
    }
}
