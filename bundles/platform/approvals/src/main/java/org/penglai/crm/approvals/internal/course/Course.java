package org.penglai.crm.approvals.internal.course;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.approvals.internal.flow.Mode;
import org.penglai.crm.approvals.internal.flow.Plan;

/**
 * How the approval of one record goes: who is asked, in which order, and what follows from what they say. Knows nothing of
 * how it is stored. For one thread.
 */
final class Course {
    private final Plan plan;
    private final Asked asked;
    private final People people;
    private final Predicate<String> holds;
    private final Instant now;
    private final List<Seat> seats;
    private int round;
    /** Counted from 1; 0 before the first. */
    private int step;

    private String status = ApprovalFields.PENDING;

    /**
     * @param holds whether the record meets a condition
     * @param seats of the course so far, the oldest first
     */
    Course(
            Plan plan,
            Asked asked,
            People people,
            Predicate<String> holds,
            Instant now,
            List<Seat> seats,
            int round,
            int step) {
        this.plan = plan;
        this.asked = asked;
        this.people = people;
        this.holds = holds;
        this.now = now;
        this.seats = new ArrayList<>(seats);
        this.round = round;
        this.step = step;
    }

    String status() {
        return status;
    }

    int round() {
        return round;
    }

    int step() {
        return step;
    }

    /** Null when all is decided. */
    String stepName() {
        return status.equals(ApprovalFields.PENDING)
                ? plan.steps().get(step - 1).name()
                : null;
    }

    List<Seat> seats() {
        return seats;
    }

    /** The seat at which the user is asked now. */
    Optional<Seat> askedNow(long user) {
        return seats.stream()
                .filter(seat -> seat.decision == Decision.PENDING && seat.isOf(user))
                .findFirst();
    }

    /** Everybody who is asked now. */
    List<Seat> askedNow() {
        return seats.stream().filter(seat -> seat.decision == Decision.PENDING).toList();
    }

    /** To the next step that somebody has to decide; through, if there is none. */
    void advance() {
        while (step < plan.steps().size()) {
            step++;
            Plan.Step next = plan.steps().get(step - 1);
            if (next.condition() != null && !holds.test(next.condition())) {
                continue;
            }
            seat(next);
            wake();
            if (!isDone(next)) {
                return;
            }
            close(Seat.DECIDED);
        }
        status = ApprovalFields.APPROVED;
    }

    void approve(Seat seat, String comment) {
        seat.decide(Decision.APPROVE, comment, now);
        goOn();
    }

    /** @param back step to go back to, counted from 1; 0 to the requester, which ends it */
    void reject(Seat seat, String comment, int back) {
        seat.decide(Decision.REJECT, comment, now);
        close(Seat.DECIDED);
        if (back == 0) {
            status = ApprovalFields.REJECTED;
            return;
        }
        seat.toStep = back;
        round++;
        step = back - 1;
        advance();
    }

    void withdraw() {
        close(Seat.WITHDRAWN);
        status = ApprovalFields.WITHDRAWN;
    }

    void transfer(Seat seat, long to, String comment) {
        seat.decide(Decision.TRANSFER, comment, now);
        takeOver(seat, to, seat.assignee);
        wake();
    }

    /** Somebody who has left is asked no longer; another one is in his place. */
    void replace(Seat seat, long by) {
        seat.skip(Seat.GONE, now);
        takeOver(seat, by, null);
        goOn();
    }

    private void takeOver(Seat seat, long to, Long by) {
        makeRoom(seat.lane, seat.place + 1, 1);
        seats.add(new Seat(round, step, seat.lane, seat.place + 1, to, null, by, Decision.WAITING));
    }

    /** @param first whether the other one is asked before whoever adds him, or after him */
    void add(Seat seat, long user, boolean first, String comment) {
        int place = first ? seat.place : seat.place + 1;
        makeRoom(seat.lane, place, 1);
        seats.add(new Seat(round, step, seat.lane, place, user, null, seat.assignee, Decision.WAITING));
        if (first) {
            seat.decision = Decision.WAITING;
        }
        Seat note = new Seat(round, step, -1, 0, seat.assignee, null, null, Decision.ADD_SIGN);
        note.decide(Decision.ADD_SIGN, comment, now);
        seats.add(note);
        wake();
    }

    void copy(Set<Long> users, Long by) {
        for (long user : users) {
            Seat copy = new Seat(round, step, -1, 0, user, null, by, Decision.COPY);
            copy.decide(Decision.COPY, null, now);
            seats.add(copy);
        }
    }

    /** Users who have a part in the step as it is. */
    boolean isAsked(long user) {
        return current().anyMatch(seat -> seat.isOpen() && seat.isOf(user));
    }

    private void goOn() {
        wake();
        Plan.Step current = plan.steps().get(step - 1);
        if (isDone(current)) {
            close(Seat.DECIDED);
            advance();
        }
    }

    private void seat(Plan.Step next) {
        boolean inTurn = Asked.inTurn(next);
        int count = 0;
        for (long user : asked.of(next, plan.fallbackOf(next))) {
            long acting = people.actingFor(user);
            int lane = inTurn ? 0 : count;
            int place = inTurn ? count * 2 : 0;
            count++;
            if (acting != user) {
                Seat away = new Seat(round, step, lane, place, user, null, null, Decision.DELEGATE);
                away.decide(Decision.DELEGATE, null, now);
                seats.add(away);
                if (isAsked(acting)) {
                    continue;
                }
            }
            if (!isAsked(user)) {
                seats.add(new Seat(
                        round, step, lane, place + 1, acting, acting == user ? null : user, null, Decision.WAITING));
            }
        }
        copy(Set.copyOf(next.copies()), null);
    }

    /** Asks the first one of each lane who has not decided; who has agreed in an earlier step is not asked again. */
    private void wake() {
        for (int lane : current()
                .filter(seat -> seat.lane >= 0)
                .map(seat -> seat.lane)
                .distinct()
                .toList()) {
            for (Seat seat : lane(lane)) {
                if (!seat.isOpen()) {
                    continue;
                }
                if (seat.addedBy == null && hasAgreed(seat.assignee)) {
                    seat.skip(Seat.SAME_PERSON, now);
                    continue;
                }
                if (seat.decision == Decision.WAITING) {
                    seat.decision = Decision.PENDING;
                    seat.askedAt = now;
                }
                break;
            }
        }
    }

    private boolean hasAgreed(Long user) {
        return seats.stream()
                .anyMatch(seat -> seat.round == round
                        && seat.step < step
                        && seat.decision == Decision.APPROVE
                        && seat.isOf(user));
    }

    private boolean isDone(Plan.Step of) {
        List<Integer> lanes = current()
                .filter(seat -> seat.lane >= 0)
                .map(seat -> seat.lane)
                .distinct()
                .toList();
        Predicate<Integer> done = lane -> lane(lane).stream().noneMatch(Seat::isOpen);
        return of.mode() == Mode.ANY && !Asked.inTurn(of)
                ? lanes.stream().anyMatch(done)
                : lanes.stream().allMatch(done);
    }

    private void close(String because) {
        seats.stream().filter(Seat::isOpen).forEach(seat -> seat.skip(because, now));
    }

    private void makeRoom(int lane, int from, int by) {
        lane(lane).stream().filter(seat -> seat.place >= from).forEach(seat -> seat.place += by);
    }

    private List<Seat> lane(int lane) {
        return current()
                .filter(seat -> seat.lane == lane)
                .sorted(Comparator.comparingInt(seat -> seat.place))
                .toList();
    }

    private Stream<Seat> current() {
        return seats.stream().filter(seat -> seat.round == round && seat.step == step);
    }
}
