package org.penglai.crm.support.internal.ticket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * Two tickets about one matter become one, one about two becomes two. Messages are moved, never copied, and each remembers
 * where it was, so that they can go back.
 */
final class Merging {
    private static final String INTO = "into";
    private static final String MESSAGES = "messages";
    private static final int MOST = 500;
    private static final String[] UNFINISHED = {
        TicketStatus.NEW,
        TicketStatus.OPEN,
        TicketStatus.PENDING_CUSTOMER,
        TicketStatus.PENDING_INTERNAL,
        TicketStatus.RESOLVED
    };
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{13}");

    private Merging() {}

    static List<ActionDefinition> actions() {
        return List.of(merge(), unmerge(), split());
    }

    private static ActionDefinition merge() {
        return ActionDefinition.of("merge", "合并到", "Merge into", Merging::merged)
                .askingFor(INTO, TicketType.TYPE, f -> f.label("合并到工单", "Ticket that it goes into")
                        .required())
                .onlyIf(ActionCondition.is(TicketType.STATUS, UNFINISHED));
    }

    private static Outcome merged(ActionDefinition.Input input) {
        RecordSnapshot ticket = input.record();
        Long into = (Long) input.arguments().get(INTO);
        RecordSnapshot target = input.records()
                .find(input.caller(), TicketType.TYPE, into)
                .orElseThrow(() ->
                        new Invalid(List.of(Violation.of(INTO, "notFound", "没有这个工单。", "There is no such ticket."))));
        String status = target.text(TicketType.STATUS);
        if (target.id() == ticket.id() || TicketStatus.MERGED.equals(status) || TicketStatus.CLOSED.equals(status)) {
            throw new Invalid(List.of(Violation.of(
                    INTO,
                    "notMergeable",
                    "不能合并到自己、已合并或已关闭的工单。",
                    "It is this ticket, or one that is merged or closed.")));
        }
        requireNothingMerged(input, ticket);
        Outcome outcome = Outcome.none()
                .set(TicketType.STATUS, TicketStatus.MERGED)
                .set(TicketType.MERGED_INTO, into)
                .needs(TicketType.TYPE, into);
        for (RecordSnapshot message : messages(input, "ticket==" + RecordId.format(ticket.id()))) {
            Map<String, Object> moved = new HashMap<>();
            moved.put(TicketMessageType.TICKET, into);
            moved.put(TicketMessageType.MOVED_FROM, ticket.id());
            outcome.follow(new RecordChange.Update(TicketMessageType.TYPE, message.id(), message.version(), moved));
        }
        outcome.follow(new RecordChange.Update(
                TicketType.TYPE, into, target.version(), Map.of(TicketType.WATCHERS, together(target, ticket))));
        return outcome;
    }

    /** Otherwise messages would not know any more where they were at first. */
    private static void requireNothingMerged(ActionDefinition.Input input, RecordSnapshot ticket) {
        String merged = "mergedInto==" + RecordId.format(ticket.id());
        if (!input.records()
                .list(Caller.system(), TicketType.TYPE, new RecordQuery(merged, "id", 1))
                .isEmpty()) {
            throw new Conflict(
                    "othersMerged",
                    Localized.of(
                            "已有工单合并到本工单，请反过来合并。", "Others are merged into this ticket: merge the other way round."));
        }
    }

    private static List<RecordLink> together(RecordSnapshot target, RecordSnapshot ticket) {
        Set<RecordLink> watchers = Stream.of(target, ticket)
                .map(one -> one.values().get(TicketType.WATCHERS))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(RecordLink.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new ArrayList<>(watchers);
    }

    private static ActionDefinition unmerge() {
        return ActionDefinition.of("unmerge", "撤销合并", "Unmerge", input -> {
                    RecordSnapshot ticket = input.record();
                    Outcome outcome = Outcome.none()
                            .set(TicketType.STATUS, TicketStatus.OPEN)
                            .set(TicketType.MERGED_INTO, null)
                            .needs(TicketType.TYPE, ticket.reference(TicketType.MERGED_INTO));
                    Map<String, Object> back = new HashMap<>();
                    back.put(TicketMessageType.TICKET, ticket.id());
                    back.put(TicketMessageType.MOVED_FROM, null);
                    String moved = "movedFrom==" + RecordId.format(ticket.id()) + ";ticket=="
                            + RecordId.format(ticket.reference(TicketType.MERGED_INTO));
                    messages(input, moved)
                            .forEach(message -> outcome.follow(new RecordChange.Update(
                                    TicketMessageType.TYPE, message.id(), message.version(), back)));
                    return outcome;
                })
                .onlyIf(ActionCondition.is(TicketType.STATUS, TicketStatus.MERGED));
    }

    private static ActionDefinition split() {
        return ActionDefinition.of("split", "拆分", "Split", Merging::apart)
                .asking(TicketType.SUBJECT, FieldKind.TEXT, f -> f.label("新工单主题", "Subject of the new ticket")
                        .required())
                .asking(MESSAGES, FieldKind.LONG_TEXT, f -> f.label("移到新工单的消息", "Messages that go along")
                        .help("消息的编号，用逗号分隔。", "Ids of the messages, with commas between.")
                        .required())
                .onlyIf(ActionCondition.is(TicketType.STATUS, UNFINISHED));
    }

    private static Outcome apart(ActionDefinition.Input input) {
        RecordSnapshot ticket = input.record();
        Set<String> ids = ID.matcher((String) input.arguments().get(MESSAGES))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<RecordSnapshot> chosen = ids.isEmpty()
                ? List.of()
                : messages(input, "ticket==" + RecordId.format(ticket.id()) + ";id=in=(" + String.join(",", ids) + ")");
        if (chosen.isEmpty() || chosen.size() != ids.size()) {
            throw new Invalid(List.of(
                    Violation.of(MESSAGES, "notOfTicket", "请选择本工单的消息。", "They are not all messages of this ticket.")));
        }
        Map<String, Object> values = new HashMap<>();
        Stream.of(
                        TicketType.CUSTOMER,
                        TicketType.CONTACT,
                        TicketType.ADDRESS,
                        TicketType.QUEUE,
                        TicketType.PRIORITY,
                        TicketType.CHANNEL)
                .forEach(field -> values.put(field, ticket.values().get(field)));
        values.put(TicketType.SUBJECT, input.arguments().get(TicketType.SUBJECT));
        values.put(TicketType.SPLIT_FROM, ticket.id());
        Outcome outcome = Outcome.none().follow(new RecordChange.Create(TicketType.TYPE, values, TicketType.TYPE));
        Map<String, Object> moved = new HashMap<>();
        moved.put(TicketMessageType.TICKET, RecordChange.made(TicketType.TYPE));
        moved.put(TicketMessageType.MOVED_FROM, ticket.id());
        chosen.forEach(message -> outcome.follow(
                new RecordChange.Update(TicketMessageType.TYPE, message.id(), message.version(), moved)));
        return outcome;
    }

    private static List<RecordSnapshot> messages(ActionDefinition.Input input, String filter) {
        List<RecordSnapshot> found =
                input.records().list(Caller.system(), TicketMessageType.TYPE, new RecordQuery(filter, "id", MOST + 1));
        if (found.size() > MOST) {
            throw new Conflict(
                    "tooManyMessages",
                    Localized.of("消息太多，无法合并或拆分。", "There are too many messages to be moved at once."));
        }
        return found;
    }
}
