package org.penglai.crm.approvals.internal.course;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordWalk;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.Notices;
import org.penglai.crm.persistence.spi.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after approvals that do not get on: nobody decides, whoever is asked has left, the record is gone. */
public final class Overdue {
    private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);

    private final Records records;
    private final Predicate<String> writable;
    private final Supplier<Notices> notices;

    /**
     * @param writable whether records of a type can be written now
     * @param notices answers null while there is no notification centre
     */
    public Overdue(Records records, Predicate<String> writable, Supplier<Notices> notices) {
        this.records = records;
        this.writable = writable;
        this.notices = notices;
    }

    /** Looks at everything that is pending. */
    public void run(Instant now) throws InterruptedException {
        for (List<RecordSnapshot> some : RecordWalk.of(records, ApprovalsType.TYPE, "status==pending")) {
            for (RecordSnapshot approval : some) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (writable.test(approval.text(ApprovalsType.RECORD_TYPE))) {
                    look(approval, now);
                }
            }
        }
    }

    private void look(RecordSnapshot approval, Instant now) {
        long id = Ids.parse(approval.text(ApprovalsType.RECORD_ID));
        Optional<RecordSnapshot> record = records.find(Caller.system(), approval.text(ApprovalsType.RECORD_TYPE), id);
        try {
            if (record.isEmpty()) {
                RecordSnapshot gone = new RecordSnapshot(approval.text(ApprovalsType.RECORD_TYPE), id, 0, Map.of());
                Opened opened = Opened.of(records, gone, approval, now);
                opened.course().withdraw();
                records.apply(Caller.system(), opened.changes());
                return;
            }
            Opened opened = Opened.of(records, record.get(), approval, now);
            if (!replaceLeavers(opened, record.get())) {
                remind(opened, now);
            }
        } catch (CrmException refused) {
            // Decided in this very moment, perhaps; the next round looks at it again.
            LOG.info("Approval {} is left as it is for now: {}", approval.id(), refused.getMessage());
        }
    }

    private boolean replaceLeavers(Opened opened, RecordSnapshot record) {
        boolean any = false;
        for (Seat seat : List.copyOf(opened.course().askedNow())) {
            if (seat.assignee == null || !opened.isActive(seat.assignee)) {
                long fallback = opened.plan().fallbackOf(opened.plan().steps().get(seat.step - 1));
                if (opened.isActive(fallback) && seat.isOpen()) {
                    opened.course().replace(seat, fallback);
                    any = true;
                }
            }
        }
        if (any) {
            List<RecordChange> changes = new ArrayList<>(opened.changes());
            if (!opened.course().status().equals(ApprovalFields.PENDING)) {
                changes.add(new RecordChange.Update(
                        record.type(),
                        record.id(),
                        record.version(),
                        Map.of(ApprovalFields.STATUS, opened.course().status())));
            }
            records.apply(Caller.system(), changes);
            send(opened.notices());
        }
        return any;
    }

    private void remind(Opened opened, Instant now) {
        int hours = opened.plan().remindAfterHours();
        if (hours == 0) {
            return;
        }
        Instant before = now.minus(Duration.ofHours(hours));
        List<RecordChange> reminded = opened.course().askedNow().stream()
                .map(Seat::stored)
                .filter(row -> last(row) != null && !last(row).isAfter(before))
                .<RecordChange>map(row -> new RecordChange.Update(
                        row.type(), row.id(), row.version(), Map.of(ApprovalStepsType.REMINDED_AT, now)))
                .toList();
        if (!reminded.isEmpty()) {
            records.apply(Caller.system(), reminded);
            send(opened.reminder());
        }
    }

    private static Instant last(RecordSnapshot row) {
        Instant reminded = row.get(ApprovalStepsType.REMINDED_AT, Instant.class);
        return reminded == null ? row.get(ApprovalStepsType.ASKED_AT, Instant.class) : reminded;
    }

    private void send(List<Notice> told) {
        Notices centre = notices.get();
        if (centre != null && !told.isEmpty()) {
            centre.send(told);
        }
    }
}
