package org.penglai.crm.events.internal.audit;

import static org.penglai.crm.events.internal.JournalTable.CHANGES;
import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.OPERATION;
import static org.penglai.crm.events.internal.JournalTable.ORIGIN;
import static org.penglai.crm.events.internal.JournalTable.RECORD_ID;
import static org.penglai.crm.events.internal.JournalTable.RECORD_VERSION;
import static org.penglai.crm.events.internal.JournalTable.TRACE_ID;
import static org.penglai.crm.events.internal.JournalTable.TYPE;
import static org.penglai.crm.events.internal.JournalTable.USER_ID;

import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.events.spi.PersonalValues;

/** Rows of the audit table as they are read: with all {@link org.penglai.crm.events.internal.JournalTable#AUDIT_COLUMNS}. */
public final class AuditRows {
    private AuditRows() {}

    /** @param personal opens what is sealed; null to show it as it is */
    public static List<Row> read(DSLContext sql, ResultQuery<Record> rows, PersonalValues personal) {
        return rows.fetch(row -> read(sql, row, personal));
    }

    private static Row read(DSLContext sql, Record row, PersonalValues personal) {
        String type = row.get(TYPE);
        long recordId = row.get(RECORD_ID);
        String changes = row.get(CHANGES);
        return new Row(
                row.get(ID),
                row.get(HAPPENED_AT).toInstant(ZoneOffset.UTC),
                new Entry(
                        type,
                        recordId,
                        row.get(RECORD_VERSION),
                        row.get(OPERATION),
                        row.get(USER_ID),
                        personal == null ? changes : personal.open(sql, type, recordId, changes)),
                new Origin(row.get(ORIGIN), row.get(TRACE_ID)));
    }
}
