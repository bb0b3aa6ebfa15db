package org.penglai.crm.support.internal.assignment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.InCharge;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** A ticket goes from hand to hand: somebody takes it, passes it on, or calls for more attention. */
public final class Handing {
    public static final String TRANSFER = "transfer";
    private static final String TO = "to";
    private static final String QUEUE = "queue";
    private static final String NOTE = "note";
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

    private Handing() {}

    public static List<ActionDefinition> actions() {
        return List.of(claim(), transfer(), escalate());
    }

    private static ActionDefinition claim() {
        return ActionDefinition.of("claim", "认领", "Claim", input -> {
                    Long owner = input.record().reference(SystemFields.OWNER);
                    if (owner != null && owner != input.caller().userId()) {
                        throw new Conflict("taken", Localized.of("该工单已有负责人。", "Somebody has this ticket already."));
                    }
                    return Outcome.none().set(SystemFields.OWNER, input.caller().userId());
                })
                .onlyIf(TicketStatus.isUnresolved());
    }

    private static ActionDefinition transfer() {
        return ActionDefinition.of(TRANSFER, "转交", "Pass on", Handing::transferred)
                .askingFor(TO, Support.USERS, f -> f.label("转交给", "To"))
                .askingFor(QUEUE, TicketQueueType.TYPE, f -> f.label("转入队列", "Into the queue")
                        .help("只选队列时，由该队列重新分配。", "With a queue alone, the queue gives it to somebody."))
                .asking(NOTE, FieldKind.LONG_TEXT, f -> f.label("说明", "Note"))
                .onlyIf(TicketStatus.isUnresolved());
    }

    private static Outcome transferred(ActionDefinition.Input input) {
        Long to = (Long) input.arguments().get(TO);
        Long queue = (Long) input.arguments().get(QUEUE);
        if (to == null && queue == null) {
            throw new Invalid(List.of(Violation.of(TO, "required", "请选择同事或队列。", "Choose a person or a queue.")));
        }
        Outcome outcome = noted(input).set(SystemFields.OWNER, to);
        return queue == null ? outcome : outcome.set(TicketType.QUEUE, queue);
    }

    private static ActionDefinition escalate() {
        return ActionDefinition.of("escalate", "升级", "Escalate", input -> {
                    RecordSnapshot ticket = input.record();
                    int priority = PRIORITIES.indexOf(ticket.text(TicketType.PRIORITY));
                    Outcome outcome = noted(input)
                            .set(TicketType.PRIORITY, PRIORITIES.get(Math.min(priority + 1, PRIORITIES.size() - 1)));
                    InCharge.ofQueue(input.records(), ticket)
                            .map(lead -> notice(lead, ticket, Localized.of("工单已升级", "A ticket was escalated")))
                            .ifPresent(outcome::notify);
                    return outcome;
                })
                .asking(NOTE, FieldKind.LONG_TEXT, f -> f.label("原因", "Reason").required())
                .onlyIf(TicketStatus.isUnresolved());
    }

    /** What was said stands in the conversation, for colleagues only. */
    private static Outcome noted(ActionDefinition.Input input) {
        String note = (String) input.arguments().get(NOTE);
        return note == null || note.isBlank()
                ? Outcome.none()
                : Outcome.none()
                        .follow(new RecordChange.Create(
                                TicketMessageType.TYPE,
                                Map.of(
                                        TicketMessageType.TICKET,
                                        input.record().id(),
                                        TicketMessageType.DIRECTION,
                                        TicketMessageType.INTERNAL,
                                        TicketMessageType.BODY,
                                        note.strip())));
    }

    /** Whoever is given a ticket by others hears of it. */
    public static Outcome tell(RecordHook.Input input) {
        RecordSnapshot after = input.after();
        Long owner = after == null ? null : after.reference(SystemFields.OWNER);
        Long before = input.before() == null ? null : input.before().reference(SystemFields.OWNER);
        return owner == null || owner.equals(before) || owner == input.caller().userId()
                ? Outcome.none()
                : Outcome.none().notify(notice(owner, after, Localized.of("分配给您的工单", "A ticket for you")));
    }

    private static Notice notice(long user, RecordSnapshot ticket, Localized title) {
        return new Notice(
                Set.of(user), "ticketAssigned", title, ticket.text(TicketType.SUBJECT), TicketType.TYPE, ticket.id());
    }
}
