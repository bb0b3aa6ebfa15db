package org.penglai.crm.support.internal.complaint;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** What was verified is what stands there: another cause or action has to be carried out and verified anew. */
final class ComplaintRules implements RecordHook {
    private static final List<String> VERIFIED_TEXTS =
            List.of(ComplaintDetailsType.ROOT_CAUSE, ComplaintDetailsType.CORRECTIVE_ACTION);

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        RecordSnapshot any = after == null ? before : after;
        Optional<RecordSnapshot> ticket =
                input.records().find(Caller.system(), TicketType.TYPE, any.reference(ComplaintDetailsType.TICKET));
        if (before == null) {
            ticket.filter(found -> after.text(ComplaintDetailsType.NAME) == null)
                    .ifPresent(found -> begun(outcome, found));
            return outcome;
        }
        boolean changed = after == null || VERIFIED_TEXTS.stream().anyMatch(field -> isOther(before, after, field));
        if (changed && ticket.filter(ComplaintRules::isFinished).isPresent()) {
            throw new Conflict(
                    "ticketFinished", Localized.of("工单已解决，请先重新打开。", "The ticket is resolved: open it again first."));
        }
        if (after == null) {
            return outcome;
        }
        if (isOther(before, after, ComplaintDetailsType.TICKET)) {
            outcome.reject(
                    Violation.of(ComplaintDetailsType.TICKET, "fixed", "投诉处理不能换到别的工单。", "It stays with its ticket."));
        }
        if (changed) {
            outcome.set(ComplaintDetailsType.CARRIED_OUT_BY, null)
                    .set(ComplaintDetailsType.CARRIED_OUT_AT, null)
                    .set(ComplaintDetailsType.VERIFIED_BY, null)
                    .set(ComplaintDetailsType.VERIFIED_AT, null);
        }
        return outcome;
    }

    /** By hand; what the platform itself begins has its name already. */
    private static void begun(Outcome outcome, RecordSnapshot ticket) {
        outcome.set(ComplaintDetailsType.NAME, ticket.text(TicketType.SUBJECT));
        if (!TicketType.COMPLAINT.equals(ticket.text(TicketType.KIND))) {
            outcome.reject(Violation.of(
                    ComplaintDetailsType.TICKET, "noComplaint", "该工单不是投诉。", "The ticket is no complaint."));
        }
    }

    private static boolean isFinished(RecordSnapshot ticket) {
        return TicketType.COMPLAINT.equals(ticket.text(TicketType.KIND))
                && TicketStatus.FINISHED.contains(ticket.text(TicketType.STATUS));
    }

    private static boolean isOther(RecordSnapshot before, RecordSnapshot after, String field) {
        return !Objects.equals(before.values().get(field), after.values().get(field));
    }
}
