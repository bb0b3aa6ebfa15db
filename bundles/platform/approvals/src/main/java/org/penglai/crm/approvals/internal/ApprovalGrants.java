package org.penglai.crm.approvals.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.approvals.internal.course.ApprovalActions;
import org.penglai.crm.approvals.internal.course.ApprovalStepsType;
import org.penglai.crm.approvals.internal.course.ApprovalsType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredType;

/**
 * Who is asked sees what he decides on, and decides, wherever it lies; so does who has a copy, who only sees it. What
 * somebody had a part in remains to be seen by him, the last few hundred of it. Safe for any thread.
 */
@Component
public final class ApprovalGrants implements RowGrants {
    private static final String REASON = "approval";
    private static final int MOST = 500;

    private final Database database;

    /** @param migrated proof that the tables are there */
    @Activate
    public ApprovalGrants(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-approvals)") DataSource migrated) {
        this.database = database;
    }

    @Override
    public List<Grant> of(Caller caller, StoredType type, String operation) {
        boolean read = operation.equals("read");
        if (type.name().equals(ApprovalStepsType.TYPE)) {
            return read ? List.of(new Grant(REASON, ApprovalStepsType.ASSIGNEE, Set.of(caller.userId()))) : List.of();
        }
        if (type.name().equals(ApprovalsType.TYPE)) {
            return read ? List.of(new Grant(REASON, SystemFields.ID, approvals(caller))) : List.of();
        }
        if (!type.has(Trait.APPROVABLE) || !read && !ApprovalActions.OF_ASKED.contains(operation)) {
            return List.of();
        }
        Condition asked = ApprovalTables.RECORD_TYPE.eq(type.name());
        Set<Long> records = records(caller, read ? asked : asked.and(ApprovalTables.DECISION.eq("pending")));
        return records.isEmpty() ? List.of() : List.of(new Grant(REASON, SystemFields.ID, records));
    }

    private Set<Long> approvals(Caller caller) {
        return database.read(sql -> sql.select(ApprovalTables.APPROVAL)
                .from(ApprovalTables.STEP)
                .where(ApprovalTables.ASSIGNEE.eq(caller.userId()))
                .and(ApprovalTables.LIVE)
                .orderBy(ApprovalTables.ID.desc())
                .limit(MOST)
                .fetchSet(ApprovalTables.APPROVAL));
    }

    private Set<Long> records(Caller caller, Condition which) {
        return database.read(sql -> sql
                .select(ApprovalTables.RECORD_ID)
                .from(ApprovalTables.STEP)
                .where(ApprovalTables.ASSIGNEE.eq(caller.userId()))
                .and(which)
                .and(ApprovalTables.LIVE)
                .orderBy(ApprovalTables.ID.desc())
                .limit(MOST)
                .fetch(ApprovalTables.RECORD_ID)
                .stream()
                .map(Ids::parse)
                .collect(Collectors.toSet()));
    }
}
