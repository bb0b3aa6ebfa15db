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

import org.jooq.Record;
import org.penglai.crm.events.spi.Origin;

/** What proves a row, made of the row as it stands. */
final class RowMacs {
    private RowMacs() {}

    static String of(AuditKey key, Record row) {
        return key.rowMac(
                row.get(ID),
                row.get(HAPPENED_AT),
                row.get(USER_ID),
                row.get(TYPE),
                row.get(RECORD_ID),
                row.get(RECORD_VERSION),
                row.get(OPERATION),
                row.get(CHANGES),
                new Origin(row.get(ORIGIN), row.get(TRACE_ID)));
    }
}
