package org.penglai.crm.approvals.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.approvals.internal.course.ApprovalStepsType;
import org.penglai.crm.approvals.internal.course.ApprovalsType;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** In "My day": what the user is asked to decide. */
@Component
public final class ApprovalInbox implements InboxSource {
    private static final int ORDER = 150;
    private static final int SHOWN = 50;
    private static final Duration LATE = Duration.ofDays(1);

    private final Types types;
    private final RecordReader records;

    @Activate
    public ApprovalInbox(@Reference Types types, @Reference RecordReader records) {
        this.types = types;
        this.records = records;
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        String mine = ApprovalStepsType.ASSIGNEE + "==" + Ids.format(caller.userId()) + ";" + ApprovalStepsType.DECISION
                + "==pending";
        List<InboxItem> items = records
                .list(Caller.system(), ApprovalStepsType.TYPE, new RecordQuery(mine, ApprovalStepsType.ASKED_AT, SHOWN))
                .stream()
                .filter(step -> types.find(step.text(ApprovalsType.RECORD_TYPE)).isPresent())
                .map(step -> item(step, now))
                .toList();
        return items.isEmpty()
                ? List.of()
                : List.of(new InboxSection("approvals", Localized.of("待我审批", "To approve"), ORDER, items));
    }

    private InboxItem item(RecordSnapshot step, Instant now) {
        StoredType type = types.get(step.text(ApprovalsType.RECORD_TYPE));
        Instant asked = step.get(ApprovalStepsType.ASKED_AT, Instant.class);
        long approval = step.reference(ApprovalStepsType.APPROVAL);
        return new InboxItem(
                type.name(),
                Ids.parse(step.text(ApprovalsType.RECORD_ID)),
                step.text(ApprovalStepsType.TITLE),
                step.text(ApprovalStepsType.STEP_NAME),
                asked,
                asked != null && asked.plus(LATE).isBefore(now),
                "/approvals/" + Ids.format(approval),
                List.of());
    }
}
