package org.penglai.crm.support.internal.ticket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * What is said moves the ticket: the first answer is noted, and whoever writes again opens it again. What has been said
 * stays as it was said; a draft is not said yet.
 */
final class Conversation implements RecordHook {
    private static final int SUMMARY_LENGTH = 80;
    private static final Set<String> WRITTEN_BY_PEOPLE = Set.of(TicketMessageType.DRAFT, TicketMessageType.QUEUED);

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot message = input.after();
        if (!input.caller().isSystem()) {
            check(input, outcome);
        }
        if (message == null) {
            return outcome;
        }
        String body = message.text(TicketMessageType.BODY);
        if (body != null) {
            outcome.set(TicketMessageType.SUMMARY, summary(body));
        }
        if (isSaidNow(input)) {
            said(input, outcome);
        }
        return outcome;
    }

    private static void said(Input input, Outcome outcome) {
        RecordSnapshot message = input.after();
        Optional<RecordSnapshot> found = Optional.ofNullable(message.reference(TicketMessageType.TICKET))
                .flatMap(id -> input.records().find(Caller.system(), TicketType.TYPE, id));
        if (found.isEmpty()) {
            return;
        }
        RecordSnapshot ticket = found.get();
        if (isMail(message) && ticket.text(TicketType.ADDRESS) == null) {
            outcome.reject(Violation.of(
                    TicketMessageType.DELIVERY,
                    "noAddress",
                    "工单没有客户邮箱，无法发送邮件。",
                    "The ticket has no mail address of the customer to send to."));
        }
        Map<String, Object> moved = moved(input, ticket);
        if (!moved.isEmpty()) {
            outcome.follow(new RecordChange.Update(TicketType.TYPE, ticket.id(), ticket.version(), moved));
        }
    }

    /** People write, answer and throw drafts away; nobody changes what has been said. */
    private static void check(Input input, Outcome outcome) {
        boolean kept = input.before() != null
                && !isDraft(input.before())
                && (input.after() == null
                        || !isSentAgain(input.before(), input.after()) && !isMoved(input.before(), input.after()));
        if (kept) {
            throw new Conflict(
                    "said", Localized.of("消息不能修改或删除。", "What has been said is neither changed nor deleted."));
        }
        if (input.after() == null) {
            return;
        }
        String delivery = input.after().text(TicketMessageType.DELIVERY);
        boolean out = TicketMessageType.OUT.equals(input.after().text(TicketMessageType.DIRECTION));
        boolean written =
                input.before() == null || !Objects.equals(input.before().text(TicketMessageType.DELIVERY), delivery);
        if (written && delivery != null && (!out || !WRITTEN_BY_PEOPLE.contains(delivery))) {
            outcome.reject(Violation.of(
                    TicketMessageType.DELIVERY,
                    "notByHand",
                    "只有回复可以是草稿或待发。",
                    "Only an answer is a draft or to be sent."));
        }
    }

    /** Nothing but that it is to be sent once more. */
    private static boolean isSentAgain(RecordSnapshot before, RecordSnapshot after) {
        return TicketMessageType.FAILED.equals(before.text(TicketMessageType.DELIVERY))
                && isMail(after)
                && before.text(TicketMessageType.MESSAGE_ID) == null
                && before.values()
                        .get(TicketMessageType.BODY)
                        .equals(after.values().get(TicketMessageType.BODY))
                && before.reference(TicketMessageType.TICKET).equals(after.reference(TicketMessageType.TICKET));
    }

    /** By merging or splitting, which alone may say where it was. */
    private static boolean isMoved(RecordSnapshot before, RecordSnapshot after) {
        return !Objects.equals(
                        before.reference(TicketMessageType.MOVED_FROM), after.reference(TicketMessageType.MOVED_FROM))
                && Objects.equals(
                        before.values().get(TicketMessageType.BODY),
                        after.values().get(TicketMessageType.BODY))
                && Objects.equals(
                        before.values().get(TicketMessageType.DELIVERY),
                        after.values().get(TicketMessageType.DELIVERY));
    }

    private static boolean isSaidNow(Input input) {
        return !isDraft(input.after()) && (input.before() == null || isDraft(input.before()));
    }

    private static boolean isDraft(RecordSnapshot message) {
        return TicketMessageType.DRAFT.equals(message.text(TicketMessageType.DELIVERY));
    }

    private static boolean isMail(RecordSnapshot message) {
        return TicketMessageType.QUEUED.equals(message.text(TicketMessageType.DELIVERY));
    }

    private static Map<String, Object> moved(Input input, RecordSnapshot ticket) {
        RecordSnapshot message = input.after();
        String direction = message.text(TicketMessageType.DIRECTION);
        boolean automatic = Boolean.TRUE.equals(message.values().get(TicketMessageType.AUTOMATIC));
        if (TicketMessageType.INTERNAL.equals(direction) || automatic) {
            return Map.of();
        }
        String status = ticket.text(TicketType.STATUS);
        boolean in = TicketMessageType.IN.equals(direction);
        boolean closed = TicketStatus.CLOSED.equals(status);
        boolean byMail = in && message.text(TicketMessageType.MAIL_KEY) != null;
        if (TicketStatus.MERGED.equals(status)) {
            throw new Conflict(
                    "merged", Localized.of("工单已合并，请在合并后的工单中回复。", "The ticket is merged: write in the other one."));
        }
        if (closed && (!byMail || TicketStatus.isTooLate(input.records(), ticket, input.now()))) {
            throw new Conflict("closed", Localized.of("工单已关闭，请先重新打开。", "The ticket is closed: open it again first."));
        }
        return in ? afterQuestion(ticket, status, input) : afterAnswer(ticket, status, input);
    }

    private static Map<String, Object> afterAnswer(RecordSnapshot ticket, String status, Input input) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (ticket.values().get(TicketType.FIRST_RESPONDED_AT) == null) {
            values.put(TicketType.FIRST_RESPONDED_AT, input.now());
        }
        if (TicketStatus.NEW.equals(status)) {
            values.put(TicketType.STATUS, TicketStatus.OPEN);
        }
        if (ticket.values().get(TicketType.WAITING_SINCE) != null) {
            values.put(TicketType.WAITING_SINCE, null);
        }
        return values;
    }

    private static Map<String, Object> afterQuestion(RecordSnapshot ticket, String status, Input input) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (ticket.values().get(TicketType.FIRST_RESPONDED_AT) != null
                && ticket.values().get(TicketType.WAITING_SINCE) == null) {
            values.put(TicketType.WAITING_SINCE, input.now());
        }
        if (TicketStatus.RESOLVED.equals(status) || TicketStatus.CLOSED.equals(status)) {
            values.putAll(TicketStatus.reopened(ticket));
        } else if (TicketStatus.PENDING_CUSTOMER.equals(status)) {
            values.put(TicketType.STATUS, TicketStatus.OPEN);
        }
        return values;
    }

    /** The first words; never half of a character. */
    static String summary(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= SUMMARY_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUMMARY_LENGTH)) + "…";
    }
}
