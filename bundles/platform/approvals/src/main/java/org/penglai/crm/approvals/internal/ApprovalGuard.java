package org.penglai.crm.approvals.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.approvals.internal.course.ApprovalActions;
import org.penglai.crm.approvals.internal.flow.Flows;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.WriteGuard;

/** Refuses the actions that a flow keeps back until the record is approved. */
@Component
public final class ApprovalGuard implements WriteGuard {
    private static final Set<String> PLAIN = Set.of("created", "updated", "undone");

    private final RecordReader records;

    /** @param migrated proof that the tables are there */
    @Activate
    public ApprovalGuard(
            @Reference RecordReader records,
            @Reference(target = "(osgi.jndi.service.name=crm-approvals)") DataSource migrated) {
        this.records = records;
    }

    @Override
    public Map<Integer, CrmException> check(Transaction transaction, Caller caller, List<Write> writes) {
        Map<Integer, CrmException> refused = new HashMap<>();
        for (Write write : writes) {
            if (write.before() != null
                    && write.type().has(Trait.APPROVABLE)
                    && !PLAIN.contains(write.word())
                    && !ApprovalActions.isOne(write.word())
                    && !ApprovalFields.APPROVED.equals(write.before().text(ApprovalFields.STATUS))
                    && isKept(write.before(), write.word())) {
                refused.put(write.place(), ApprovalActions.needed());
            }
        }
        return refused;
    }

    private boolean isKept(RecordSnapshot record, String action) {
        try {
            return Flows.of(records, record.type(), record.id())
                    .filter(flow -> Flows.guarded(flow).contains(action))
                    .isPresent();
        } catch (NotFound notYet) {
            return false;
        }
    }
}
