package org.penglai.crm.support.internal.ticket;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * What is said moves the ticket: the first answer is noted, and whoever writes again opens it again. What has been said
 * stays as it was said.
 */
final class Conversation implements RecordHook {
    private static final int SUMMARY_LENGTH = 80;

    @Override
    public Outcome apply(Input input) {
        if (input.operation() != Operation.CREATE) {
            if (!input.caller().isSystem()) {
                throw new Conflict(
                        "said", Localized.of("消息不能修改或删除。", "What has been said is neither changed nor deleted."));
            }
            return Outcome.none();
        }
        Outcome outcome = Outcome.none();
        RecordSnapshot message = input.after();
        String body = message.text(TicketMessageType.BODY);
        if (body != null) {
            outcome.set(TicketMessageType.SUMMARY, summary(body));
        }
        Long id = message.reference(TicketMessageType.TICKET);
        if (id == null) {
            return outcome;
        }
        input.records().find(Caller.system(), TicketType.TYPE, id).ifPresent(ticket -> {
            Map<String, Object> moved = moved(input, ticket);
            if (!moved.isEmpty()) {
                outcome.follow(new RecordChange.Update(TicketType.TYPE, id, ticket.version(), moved));
            }
        });
        return outcome;
    }

    private static Map<String, Object> moved(Input input, RecordSnapshot ticket) {
        String status = ticket.text(TicketType.STATUS);
        String direction = input.after().text(TicketMessageType.DIRECTION);
        Map<String, Object> values = new LinkedHashMap<>();
        if (TicketMessageType.INTERNAL.equals(direction)) {
            return values;
        }
        if (TicketStatus.CLOSED.equals(status)) {
            throw new Conflict("closed", Localized.of("工单已关闭，请先重新打开。", "The ticket is closed: open it again first."));
        }
        if (TicketMessageType.OUT.equals(direction)) {
            if (ticket.values().get(TicketType.FIRST_RESPONDED_AT) == null) {
                values.put(TicketType.FIRST_RESPONDED_AT, input.now());
            }
            if (TicketStatus.NEW.equals(status)) {
                values.put(TicketType.STATUS, TicketStatus.OPEN);
            }
        } else if (TicketStatus.RESOLVED.equals(status)) {
            values.putAll(TicketStatus.reopened(ticket));
        } else if (TicketStatus.PENDING_CUSTOMER.equals(status)) {
            values.put(TicketType.STATUS, TicketStatus.OPEN);
        }
        return values;
    }

    /** The first words; never half of a character. */
    private static String summary(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= SUMMARY_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUMMARY_LENGTH)) + "…";
    }
}
