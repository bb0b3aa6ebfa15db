package org.penglai.crm.events.internal.audit;

import static org.penglai.crm.events.internal.JournalTable.AUDIT;
import static org.penglai.crm.events.internal.JournalTable.AUDIT_COLUMNS;
import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.OPERATION;
import static org.penglai.crm.events.internal.JournalTable.RECORD_ID;
import static org.penglai.crm.events.internal.JournalTable.TYPE;
import static org.penglai.crm.events.internal.JournalTable.USER_ID;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.AuditLog;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.persistence.spi.Database;

/** The audit table, newest first. */
@Component
public final class TableAuditLog implements AuditLog {
    private final Database database;

    /** Null where nothing is sealed. */
    private volatile PersonalValues personal;

    /** @param migrated only there when the tables are */
    @Activate
    public TableAuditLog(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-events)") DataSource migrated) {
        this.database = database;
    }

    /** Without it sealed values are shown as they are. */
    @Reference
    public void personalCame(PersonalValues values) {
        personal = values;
    }

    @Override
    public List<Row> list(Filter filter, long beforeId, int limit) {
        Condition rows = beforeId == 0 ? wanted(filter) : wanted(filter).and(ID.lt(beforeId));
        return database.read(sql -> list(sql, rows, limit));
    }

    private static Condition wanted(Filter filter) {
        Condition wanted = DSL.noCondition();
        wanted = filter.type() == null ? wanted : wanted.and(TYPE.eq(filter.type()));
        wanted = filter.recordId() == null ? wanted : wanted.and(RECORD_ID.eq(filter.recordId()));
        wanted = filter.userId() == null ? wanted : wanted.and(USER_ID.eq(filter.userId()));
        wanted = filter.operation() == null ? wanted : wanted.and(OPERATION.eq(filter.operation()));
        wanted = filter.from() == null ? wanted : wanted.and(HAPPENED_AT.ge(utc(filter.from())));
        wanted = filter.until() == null ? wanted : wanted.and(HAPPENED_AT.lt(utc(filter.until())));
        return wanted;
    }

    private List<Row> list(DSLContext sql, Condition rows, int limit) {
        return AuditRows.read(
                sql,
                sql.select(AUDIT_COLUMNS)
                        .from(AUDIT)
                        .where(rows)
                        .orderBy(ID.desc())
                        .limit(limit),
                personal);
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
