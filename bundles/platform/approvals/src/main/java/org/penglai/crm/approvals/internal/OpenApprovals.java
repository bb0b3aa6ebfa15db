package org.penglai.crm.approvals.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.pools.PoolExemption;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;

/** A record that somebody is deciding on is not taken back into its pool. */
@Component
public final class OpenApprovals implements PoolExemption {
    private final Database database;

    /** @param migrated proof that the tables are there */
    @Activate
    public OpenApprovals(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-approvals)") DataSource migrated) {
        this.database = database;
    }

    @Override
    public Set<Long> exempt(String type, Set<Long> ids) {
        List<String> texts = ids.stream().map(Ids::format).toList();
        return new HashSet<>(database.read(sql -> sql
                .select(ApprovalTables.RECORD_ID)
                .from(ApprovalTables.STEP)
                .where(ApprovalTables.RECORD_ID.in(texts))
                .and(ApprovalTables.RECORD_TYPE.eq(type))
                .and(ApprovalTables.DECISION.eq("pending"))
                .and(ApprovalTables.LIVE)
                .fetch(ApprovalTables.RECORD_ID)
                .stream()
                .map(Ids::parse)
                .toList()));
    }
}
