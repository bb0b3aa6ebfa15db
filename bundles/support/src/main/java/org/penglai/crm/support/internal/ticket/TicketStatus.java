package org.penglai.crm.support.internal.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** How a ticket's status moves: answered or waiting, then resolved, then closed; opened again for some days after that. */
public final class TicketStatus {
    public static final String NEW = "new";
    public static final String OPEN = "open";
    public static final String PENDING_CUSTOMER = "pendingCustomer";
    public static final String PENDING_INTERNAL = "pendingInternal";
    public static final String RESOLVED = "resolved";
    public static final String CLOSED = "closed";

    /** What was said in it stands in another ticket now. */
    public static final String MERGED = "merged";

    /** Somebody still has to do something about it. */
    public static final Set<String> UNRESOLVED = Set.of(NEW, OPEN, PENDING_CUSTOMER, PENDING_INTERNAL);

    public static final Set<String> FINISHED = Set.of(RESOLVED, CLOSED);

    /** RSQL for {@link #UNRESOLVED}. */
    public static final String IS_UNRESOLVED = "status=in=(new,open,pendingCustomer,pendingInternal)";

    private TicketStatus() {}

    static List<ActionDefinition> actions() {
        return List.of(
                move("start", "开始处理", "Start", OPEN, NEW),
                move("waitForCustomer", "等待客户", "Wait for the customer", PENDING_CUSTOMER, NEW, OPEN, PENDING_INTERNAL),
                move("waitInternally", "等待内部", "Wait internally", PENDING_INTERNAL, NEW, OPEN, PENDING_CUSTOMER),
                move("resume", "继续处理", "Resume", OPEN, PENDING_CUSTOMER, PENDING_INTERNAL),
                resolve(),
                close(),
                reopen());
    }

    /** Of actions that only a ticket has that is not done with. */
    public static ActionCondition isUnresolved() {
        return ActionCondition.is(TicketType.STATUS, NEW, OPEN, PENDING_CUSTOMER, PENDING_INTERNAL);
    }

    private static ActionDefinition move(String name, String zh, String en, String to, String... from) {
        return ActionDefinition.of(name, zh, en, input -> {
                    require(input.record(), Set.of(from));
                    return Outcome.none().set(TicketType.STATUS, to);
                })
                .onlyIf(ActionCondition.is(TicketType.STATUS, from));
    }

    private static ActionDefinition resolve() {
        return ActionDefinition.of("resolve", "解决", "Resolve", input -> {
                    require(input.record(), UNRESOLVED);
                    return Outcome.none()
                            .set(TicketType.STATUS, RESOLVED)
                            .set(TicketType.RESOLVED_AT, input.now())
                            .set(TicketType.RESOLUTION, input.arguments().get(TicketType.RESOLUTION));
                })
                .asking(TicketType.RESOLUTION, FieldKind.LONG_TEXT, f -> f.label("解决方案", "Resolution")
                        .required())
                .onlyIf(isUnresolved());
    }

    private static ActionDefinition close() {
        return ActionDefinition.of("close", "关闭", "Close", input -> {
                    require(input.record(), Set.of(RESOLVED));
                    return Outcome.none().set(TicketType.STATUS, CLOSED).set(TicketType.CLOSED_AT, input.now());
                })
                .onlyIf(ActionCondition.is(TicketType.STATUS, RESOLVED));
    }

    private static ActionDefinition reopen() {
        return ActionDefinition.of("reopen", "重新打开", "Reopen", input -> {
                    require(input.record(), FINISHED);
                    requireNotTooLate(input);
                    Outcome outcome = Outcome.none();
                    reopened(input.record()).forEach(outcome::set);
                    return outcome;
                })
                .onlyIf(ActionCondition.is(TicketType.STATUS, RESOLVED, CLOSED));
    }

    /** What becomes of a ticket that is taken up again. */
    public static Map<String, Object> reopened(RecordSnapshot ticket) {
        Number before = (Number) ticket.values().get(TicketType.REOPEN_COUNT);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(TicketType.STATUS, OPEN);
        values.put(TicketType.RESOLVED_AT, null);
        values.put(TicketType.CLOSED_AT, null);
        values.put(TicketType.REOPEN_COUNT, before == null ? 1L : before.longValue() + 1);
        return values;
    }

    /** Whether the ticket is closed for longer than its queue lets it be opened again. */
    public static boolean isTooLate(RecordReader records, RecordSnapshot ticket, Instant now) {
        Instant closed = ticket.get(TicketType.CLOSED_AT, Instant.class);
        if (closed == null) {
            return false;
        }
        Long queue = ticket.reference(TicketType.QUEUE);
        long days = queue == null
                ? TicketQueueType.USUAL_REOPEN_DAYS
                : records.find(Caller.system(), TicketQueueType.TYPE, queue)
                        .map(found -> (Number) found.values().get(TicketQueueType.REOPEN_DAYS))
                        .map(Number::longValue)
                        .orElse(TicketQueueType.USUAL_REOPEN_DAYS);
        return now.isAfter(closed.plus(Duration.ofDays(days)));
    }

    private static void requireNotTooLate(ActionDefinition.Input input) {
        if (isTooLate(input.records(), input.record(), input.now())) {
            throw new Conflict(
                    "closedTooLong",
                    Localized.of("工单关闭已久，请新建工单。", "It has been closed for too long: make a new ticket."));
        }
    }

    /** @throws Conflict if the ticket is in none of these states */
    private static void require(RecordSnapshot ticket, Set<String> states) {
        if (!states.contains(ticket.text(TicketType.STATUS))) {
            throw new Conflict(
                    "wrongState", Localized.of("工单当前状态不允许这个操作。", "The ticket's present status does not allow this."));
        }
    }
}
