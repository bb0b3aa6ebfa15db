package org.penglai.crm.support.internal.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * A rule of tickets: a complaint is looked into from the day on which it is known to be one, and is not done with before
 * its cause is known and somebody has verified what was done about it.
 */
public final class ComplaintGate implements RecordHook {
    /** Usual for an 8D report. */
    private static final int DAYS = 14;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (after == null || before != null && !matters(before, after)) {
            return outcome;
        }
        boolean was = before != null && isComplaint(before);
        if (!was && !isComplaint(after)) {
            return outcome;
        }
        List<RecordSnapshot> found;
        try {
            found = details(input.records(), after.id());
        } catch (NotFound notInstalled) {
            return outcome;
        }
        if (!isComplaint(after)) {
            requireNothingFound(found);
        } else if (before != null) {
            requireDone(input.records(), after, found);
        }
        return !was && isComplaint(after) && found.isEmpty() ? outcome.follow(begun(after, input.now())) : outcome;
    }

    private static boolean matters(RecordSnapshot before, RecordSnapshot after) {
        return List.of(TicketType.KIND, TicketType.STATUS).stream()
                .anyMatch(field -> !Objects.equals(
                        before.values().get(field), after.values().get(field)));
    }

    private static boolean isComplaint(RecordSnapshot ticket) {
        return TicketType.COMPLAINT.equals(ticket.text(TicketType.KIND));
    }

    private static List<RecordSnapshot> details(RecordReader records, long ticket) {
        String of = "ticket==" + RecordId.format(ticket);
        return records.list(Caller.system(), ComplaintDetailsType.TYPE, new RecordQuery(of, "id", 1));
    }

    private static RecordChange begun(RecordSnapshot ticket, Instant now) {
        Map<String, Object> values = new HashMap<>();
        values.put(ComplaintDetailsType.NAME, ticket.text(TicketType.SUBJECT));
        values.put(ComplaintDetailsType.TICKET, ticket.id());
        LocalDate today = LocalDate.ofInstant(now, Caller.system().zone());
        values.put(ComplaintDetailsType.DUE_ON, today.plusDays(DAYS));
        return new RecordChange.Create(ComplaintDetailsType.TYPE, values);
    }

    /** Otherwise a complaint would be closed by calling it something else. */
    private static void requireNothingFound(List<RecordSnapshot> details) {
        boolean begun = details.stream()
                .anyMatch(one -> one.values().get(ComplaintDetailsType.ROOT_CAUSE) != null
                        || one.values().get(ComplaintDetailsType.CORRECTIVE_ACTION) != null);
        if (begun) {
            throw new Conflict(
                    "complaintBegun",
                    Localized.of("投诉已开始分析，不能改为其他类型。", "The complaint is being looked into and stays one."));
        }
    }

    private static void requireDone(RecordReader records, RecordSnapshot ticket, List<RecordSnapshot> details) {
        String status = ticket.text(TicketType.STATUS);
        if (TicketStatus.MERGED.equals(status)) {
            requireComplaint(records, ticket.reference(TicketType.MERGED_INTO));
            return;
        }
        if (!TicketStatus.FINISHED.contains(status)) {
            return;
        }
        List<Localized> missing =
                missing(details.isEmpty() ? Map.of() : details.get(0).values());
        if (!missing.isEmpty()) {
            throw new Conflict(
                    "complaintOpen",
                    Localized.of(
                            "投诉还不能解决，缺少："
                                    + String.join(
                                            "、",
                                            missing.stream().map(Localized::zh).toList()) + "。",
                            "The complaint cannot be resolved yet; it lacks: "
                                    + String.join(
                                            ", ",
                                            missing.stream().map(Localized::en).toList())
                                    + "."));
        }
    }

    private static List<Localized> missing(Map<String, Object> details) {
        List<Localized> missing = new ArrayList<>();
        if (details.get(ComplaintDetailsType.ROOT_CAUSE) == null) {
            missing.add(Localized.of("根本原因", "root cause"));
        }
        if (details.get(ComplaintDetailsType.CORRECTIVE_ACTION) == null) {
            missing.add(Localized.of("纠正措施", "corrective action"));
        }
        if (details.get(ComplaintDetailsType.VERIFIED_BY) == null) {
            missing.add(Localized.of("他人的验证", "verification by somebody else"));
        }
        return missing;
    }

    private static void requireComplaint(RecordReader records, Long into) {
        Optional<RecordSnapshot> target = records.find(Caller.system(), TicketType.TYPE, into);
        if (target.filter(ComplaintGate::isComplaint).isEmpty()) {
            throw new Conflict(
                    "complaintKept",
                    Localized.of(
                            "投诉只能合并到另一投诉，请反过来合并。", "A complaint goes into another one: merge the other way round."));
        }
    }
}
