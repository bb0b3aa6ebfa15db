package org.penglai.crm.approvals.internal.course;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * Somebody's place in the course of an approval. Those of a lane are asked one after the other, lanes side by side. For
 * one thread.
 */
final class Seat {
    static final String SAME_PERSON = "samePerson";
    static final String DECIDED = "decided";
    static final String WITHDRAWN = "withdrawn";
    static final String GONE = "gone";

    /** Null until it is stored. */
    private final RecordSnapshot stored;

    final int round;
    final int step;
    final int lane;
    final Long assignee;
    final Long forUser;
    final Long addedBy;
    int place;
    Decision decision;
    String skipReason;
    Integer toStep;
    String comment;
    Instant askedAt;
    Instant decidedAt;

    Seat(int round, int step, int lane, int place, Long assignee, Long forUser, Long addedBy, Decision decision) {
        this.stored = null;
        this.round = round;
        this.step = step;
        this.lane = lane;
        this.place = place;
        this.assignee = assignee;
        this.forUser = forUser;
        this.addedBy = addedBy;
        this.decision = decision;
    }

    Seat(RecordSnapshot row) {
        stored = row;
        round = (int) row.integer(ApprovalStepsType.ROUND, 1);
        step = (int) row.integer(ApprovalStepsType.STEP, 1);
        lane = (int) row.integer(ApprovalStepsType.LANE, 0);
        place = (int) row.integer(ApprovalStepsType.PLACE, 0);
        assignee = row.reference(ApprovalStepsType.ASSIGNEE);
        forUser = row.reference(ApprovalStepsType.FOR_USER);
        addedBy = row.reference(ApprovalStepsType.ADDED_BY);
        decision = Decision.of(row.text(ApprovalStepsType.DECISION));
        skipReason = row.text(ApprovalStepsType.SKIP_REASON);
        Long to = row.get(ApprovalStepsType.TO_STEP, Long.class);
        toStep = to == null ? null : to.intValue();
        comment = row.text(ApprovalStepsType.COMMENT);
        askedAt = row.get(ApprovalStepsType.ASKED_AT, Instant.class);
        decidedAt = row.get(ApprovalStepsType.DECIDED_AT, Instant.class);
    }

    RecordSnapshot stored() {
        return stored;
    }

    boolean isOpen() {
        return decision.isOpen();
    }

    boolean isOf(long user) {
        return assignee != null && assignee == user;
    }

    void decide(Decision what, String why, Instant now) {
        decision = what;
        comment = why;
        decidedAt = now;
    }

    void skip(String because, Instant now) {
        decision = Decision.SKIPPED;
        skipReason = because;
        decidedAt = now;
    }

    /** What changes while it goes on. */
    Map<String, Object> state() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(ApprovalStepsType.PLACE, (long) place);
        values.put(ApprovalStepsType.DECISION, decision.code());
        values.put(ApprovalStepsType.SKIP_REASON, skipReason);
        values.put(ApprovalStepsType.TO_STEP, toStep == null ? null : toStep.longValue());
        values.put(ApprovalStepsType.COMMENT, comment);
        values.put(ApprovalStepsType.ASKED_AT, askedAt);
        values.put(ApprovalStepsType.DECIDED_AT, decidedAt);
        return values;
    }

    /** What stays as it was made. */
    Map<String, Object> place() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(ApprovalStepsType.ROUND, (long) round);
        values.put(ApprovalStepsType.STEP, (long) step);
        values.put(ApprovalStepsType.LANE, (long) lane);
        values.put(ApprovalStepsType.ASSIGNEE, assignee);
        values.put(ApprovalStepsType.FOR_USER, forUser);
        values.put(ApprovalStepsType.ADDED_BY, addedBy);
        return values;
    }
}
