package org.penglai.crm.support.internal.ticket;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/** Who hears of what is said in a ticket: its owner and its watchers of the customer's words, and who is named in a note. */
final class Listeners implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() != Operation.CREATE) {
            return outcome;
        }
        RecordSnapshot message = input.after();
        Optional<RecordSnapshot> ticket = Optional.ofNullable(message.reference(TicketMessageType.TICKET))
                .flatMap(id -> input.records().find(Caller.system(), TicketType.TYPE, id));
        String body = message.text(TicketMessageType.BODY);
        if (ticket.isEmpty() || body == null) {
            return outcome;
        }
        String direction = message.text(TicketMessageType.DIRECTION);
        String subject = ticket.get().text(TicketType.SUBJECT);
        boolean machine = Boolean.TRUE.equals(message.values().get(TicketMessageType.AUTOMATIC));
        if (TicketMessageType.INTERNAL.equals(direction)) {
            Set<Long> named = new HashSet<>(Mentions.of(input.records(), body));
            named.remove(input.caller().userId());
            tell(
                    outcome,
                    named,
                    "mention",
                    Localized.of("有人在工单中提到了你：" + subject, "You were mentioned: " + subject),
                    message);
        } else if (TicketMessageType.IN.equals(direction) && !machine) {
            tell(
                    outcome,
                    concerned(ticket.get()),
                    "ticketMessage",
                    Localized.of("客户来信：" + subject, "The customer wrote: " + subject),
                    message);
        }
        return outcome;
    }

    private static Set<Long> concerned(RecordSnapshot ticket) {
        Set<Long> all = new HashSet<>();
        Long owner = ticket.reference(SystemFields.OWNER);
        if (owner != null) {
            all.add(owner);
        }
        if (ticket.values().get(TicketType.WATCHERS) instanceof List<?> watchers) {
            watchers.forEach(watcher -> all.add(((RecordLink) watcher).id()));
        }
        return all;
    }

    private static void tell(Outcome outcome, Set<Long> users, String kind, Localized title, RecordSnapshot message) {
        if (!users.isEmpty()) {
            String text = Conversation.summary(Mentions.plain(message.text(TicketMessageType.BODY)));
            outcome.notify(
                    new Notice(users, kind, title, text, TicketType.TYPE, message.reference(TicketMessageType.TICKET)));
        }
    }
}
