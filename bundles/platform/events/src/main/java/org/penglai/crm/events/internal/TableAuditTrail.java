package org.penglai.crm.events.internal;

import static org.penglai.crm.events.internal.JournalTable.AUDIT;
import static org.penglai.crm.events.internal.JournalTable.AUDIT_COLUMNS;
import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.OPERATION;
import static org.penglai.crm.events.internal.JournalTable.RECORD_ID;
import static org.penglai.crm.events.internal.JournalTable.TYPE;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.internal.audit.AuditRows;
import org.penglai.crm.events.spi.AuditTrail;
import org.penglai.crm.events.spi.PersonalValues;

/** The audit table, record by record. */
@Component
public final class TableAuditTrail implements AuditTrail {
    private static final String CREATED = "created";

    /** Null where nothing is sealed. */
    @Reference
    volatile PersonalValues personal;

    /** @param migrated only there when the tables are */
    @Activate
    public TableAuditTrail(@Reference(target = "(osgi.jndi.service.name=crm-events)") DataSource migrated) {
        // Nothing is kept: the caller brings the connection.
    }

    @Override
    public List<Row> of(
            DSLContext sql, String type, long recordId, Instant beforeAt, long beforeId, Which which, int limit) {
        Condition wanted = TYPE.eq(type).and(RECORD_ID.eq(recordId));
        if (which != Which.ALL) {
            wanted = wanted.and(which == Which.CREATION ? OPERATION.eq(CREATED) : OPERATION.ne(CREATED));
        }
        if (beforeAt != null) {
            LocalDateTime at = LocalDateTime.ofInstant(beforeAt, ZoneOffset.UTC);
            wanted = wanted.and(HAPPENED_AT.lt(at).or(HAPPENED_AT.eq(at).and(ID.lt(beforeId))));
        }
        return AuditRows.read(
                sql,
                sql.select(AUDIT_COLUMNS)
                        .from(AUDIT)
                        .where(wanted)
                        .orderBy(HAPPENED_AT.desc(), ID.desc())
                        .limit(limit),
                personal);
    }
}
