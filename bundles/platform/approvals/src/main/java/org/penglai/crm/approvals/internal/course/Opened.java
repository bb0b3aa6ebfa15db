package org.penglai.crm.approvals.internal.course;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.approvals.internal.flow.Flows;
import org.penglai.crm.approvals.internal.flow.Plan;

/** The approval of a record with its course: read from what is stored, and told as the changes that store it. */
final class Opened {
    private static final int MOST = 1_000;
    private static final String KEY = "approval";

    private final RecordSnapshot record;
    private final String title;
    /** Null while it is being submitted. */
    private final RecordSnapshot approval;

    private final Plan plan;
    private final Course course;
    private final People people;
    private final Instant now;
    private final Long requester;
    private final Money amount;
    private final String reason;
    private final Set<Long> askedBefore = new LinkedHashSet<>();
    private final Set<Long> copiedBefore = new LinkedHashSet<>();

    private Opened(
            RecordReader records,
            RecordSnapshot record,
            String title,
            RecordSnapshot approval,
            Plan plan,
            Long requester,
            Money amount,
            String reason,
            Instant now,
            List<Seat> seats) {
        this.record = record;
        this.title = title;
        this.approval = approval;
        this.plan = plan;
        this.requester = requester;
        this.amount = amount;
        this.reason = reason;
        this.now = now;
        this.people = new People(records, now);
        BigDecimal compared = amount == null ? null : amount.amount();
        this.course = new Course(
                plan,
                new Asked(people, record, requester == null ? 0 : requester, compared),
                people,
                condition -> Flows.holds(records, record.type(), record.id(), condition),
                now,
                seats,
                approval == null ? 1 : (int) approval.integer(ApprovalsType.ROUND, 1),
                approval == null ? 0 : (int) approval.integer(ApprovalsType.STEP, 0));
        course.askedNow().forEach(seat -> askedBefore.add(seat.assignee));
        seats.stream().filter(seat -> seat.decision == Decision.COPY).forEach(seat -> copiedBefore.add(seat.assignee));
    }

    /** One that begins. */
    static Opened submit(
            RecordReader records,
            RecordSnapshot record,
            String title,
            Plan plan,
            Caller caller,
            Money amount,
            String reason,
            Instant now) {
        Long requester = caller.isSystem() ? null : caller.userId();
        return new Opened(records, record, title, null, plan, requester, amount, reason, now, List.of());
    }

    /** The one that is pending for the record. */
    static Optional<Opened> pending(RecordReader records, RecordSnapshot record, Instant now) {
        return latest(records, record, ApprovalFields.PENDING).map(approval -> of(records, record, approval, now));
    }

    /** One that is stored. */
    static Opened of(RecordReader records, RecordSnapshot record, RecordSnapshot approval, Instant now) {
        List<Seat> seats = records
                .list(
                        Caller.system(),
                        ApprovalStepsType.TYPE,
                        new RecordQuery(ApprovalStepsType.APPROVAL + "==" + RecordId.format(approval.id()), "id", MOST))
                .stream()
                .map(Seat::new)
                .toList();
        return new Opened(
                records,
                record,
                approval.text(ApprovalsType.TITLE),
                approval,
                Plan.of(approval.text(ApprovalsType.PLAN)),
                approval.reference(ApprovalsType.REQUESTER),
                approval.get(ApprovalsType.AMOUNT, Money.class),
                approval.text(ApprovalsType.REASON),
                now,
                seats);
    }

    /** The last approval of the record with the status. */
    static Optional<RecordSnapshot> latest(RecordReader records, RecordSnapshot record, String status) {
        String filter = ApprovalsType.RECORD_ID + "==" + RecordId.format(record.id()) + ";" + ApprovalsType.RECORD_TYPE
                + "==" + record.type() + ";" + ApprovalsType.STATUS + "==" + status;
        return records.list(Caller.system(), ApprovalsType.TYPE, new RecordQuery(filter, "-id", 1)).stream()
                .findFirst();
    }

    Course course() {
        return course;
    }

    Plan plan() {
        return plan;
    }

    Long requester() {
        return requester;
    }

    String name(Long user) {
        return people.name(user);
    }

    boolean isActive(long user) {
        return people.isActive(user);
    }

    /** The approval and who is asked, as they are now. */
    List<RecordChange> changes() {
        List<RecordChange> changes = new ArrayList<>();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put(ApprovalsType.STATUS, course.status());
        state.put(ApprovalsType.ROUND, (long) course.round());
        state.put(ApprovalsType.STEP, (long) course.step());
        state.put(ApprovalsType.STEP_NAME, course.stepName());
        boolean over = !course.status().equals(ApprovalFields.PENDING);
        state.put(ApprovalsType.FINISHED_AT, over ? now : null);
        // Raised each time, so that of two who decide at once the second sees what the first has said.
        state.put(ApprovalsType.DECISIONS, approval == null ? 0L : approval.integer(ApprovalsType.DECISIONS, 0) + 1);
        if (approval == null) {
            state.putAll(origin());
            changes.add(new RecordChange.Create(ApprovalsType.TYPE, state, KEY));
        } else {
            changes.add(new RecordChange.Update(ApprovalsType.TYPE, approval.id(), approval.version(), state));
        }
        for (Seat seat : course.seats()) {
            change(seat).ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<RecordChange> change(Seat seat) {
        Map<String, Object> state = seat.state();
        RecordSnapshot stored = seat.stored();
        if (stored == null) {
            state.putAll(seat.place());
            state.put(ApprovalStepsType.TITLE, title);
            state.put(
                    ApprovalStepsType.STEP_NAME, plan.steps().get(seat.step - 1).name());
            state.put(ApprovalStepsType.APPROVAL, approval == null ? RecordChange.made(KEY) : approval.id());
            state.put(ApprovalsType.RECORD_TYPE, record.type());
            state.put(ApprovalsType.RECORD_ID, RecordId.format(record.id()));
            state.put(ApprovalsType.REQUESTER, requester);
            return Optional.of(new RecordChange.Create(ApprovalStepsType.TYPE, state));
        }
        boolean changed = state.entrySet().stream()
                .anyMatch(entry ->
                        !Objects.equals(entry.getValue(), stored.values().get(entry.getKey())));
        return changed
                ? Optional.of(new RecordChange.Update(ApprovalStepsType.TYPE, stored.id(), stored.version(), state))
                : Optional.empty();
    }

    private Map<String, Object> origin() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(ApprovalsType.TITLE, title);
        values.put(ApprovalsType.RECORD, List.of(new RecordLink(record.type(), record.id())));
        values.put(ApprovalsType.RECORD_TYPE, record.type());
        values.put(ApprovalsType.RECORD_ID, RecordId.format(record.id()));
        values.put(ApprovalsType.FLOW, plan.flow());
        values.put(ApprovalsType.FLOW_REVISION, (long) plan.revision());
        values.put(ApprovalsType.REQUESTER, requester);
        values.put(ApprovalsType.AMOUNT, amount);
        values.put(ApprovalsType.REASON, reason);
        values.put(ApprovalsType.PLAN, plan.text());
        return values;
    }

    /** Who is to hear of what has just happened. */
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        Set<Long> asked = new LinkedHashSet<>();
        course.askedNow().forEach(seat -> asked.add(seat.assignee));
        asked.removeAll(askedBefore);
        String by = name(requester);
        tell(notices, asked, Localized.of(by + " 请你审批：" + title, by + " asks for your approval: " + title), reason);
        Set<Long> copied = new LinkedHashSet<>();
        course.seats().stream()
                .filter(seat -> seat.decision == Decision.COPY)
                .forEach(seat -> copied.add(seat.assignee));
        copied.removeAll(copiedBefore);
        tell(notices, copied, Localized.of("审批抄送：" + title, "Copy of an approval: " + title), reason);
        if (requester != null) {
            String last = course.seats().stream()
                    .filter(seat -> seat.decision == Decision.REJECT && now.equals(seat.decidedAt))
                    .map(seat -> seat.comment)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (course.status().equals(ApprovalFields.APPROVED)) {
                tell(notices, Set.of(requester), Localized.of("审批已通过：" + title, "Approved: " + title), null);
            } else if (course.status().equals(ApprovalFields.REJECTED)) {
                tell(notices, Set.of(requester), Localized.of("审批被驳回：" + title, "Rejected: " + title), last);
            }
        }
        return notices;
    }

    private void tell(List<Notice> notices, Set<Long> users, Localized what, String text) {
        if (!users.isEmpty()) {
            notices.add(new Notice(users, "approval", what, text, record.type(), record.id()));
        }
    }

    /** Reminds everybody who is asked now. */
    List<Notice> reminder() {
        List<Notice> notices = new ArrayList<>();
        Set<Long> asked = new LinkedHashSet<>();
        course.askedNow().forEach(seat -> asked.add(seat.assignee));
        tell(notices, asked, Localized.of("请尽快审批：" + title, "Still waiting for your approval: " + title), reason);
        return notices;
    }
}
