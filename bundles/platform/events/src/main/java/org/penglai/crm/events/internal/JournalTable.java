package org.penglai.crm.events.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Columns that audit, outbox and events have in common. */
public final class JournalTable {
    public static final Table<Record> AUDIT = table(unquotedName("crm_audit"));
    /** What was committed and has no position yet. */
    public static final Table<Record> OUTBOX = table(unquotedName("crm_outbox"));

    /** Audit rows by themselves that wait for their seals. */
    public static final Table<Record> OPEN = table(unquotedName("crm_audit_open"));

    public static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> HAPPENED_AT = column("happened_at", SQLDataType.LOCALDATETIME);
    public static final Field<Long> USER_ID = column("user_id", SQLDataType.BIGINT);
    public static final Field<String> TYPE = column("type", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD_ID = column("record_id", SQLDataType.BIGINT);
    public static final Field<Long> RECORD_VERSION = column("record_version", SQLDataType.BIGINT);
    public static final Field<String> OPERATION = column("operation", SQLDataType.VARCHAR);
    public static final Field<String> CHANGES = column("changes", SQLDataType.CLOB);

    /** Of audit rows: from where it was done. */
    public static final Field<String> ORIGIN = column("origin", SQLDataType.VARCHAR);

    public static final Field<String> TRACE_ID = column("trace_id", SQLDataType.VARCHAR);

    /** Of audit rows: proves with the key that the platform wrote the row. */
    public static final Field<String> ROW_MAC = column("row_mac", SQLDataType.VARCHAR);

    public static final List<Field<?>> COLUMNS =
            List.of(ID, HAPPENED_AT, USER_ID, TYPE, RECORD_ID, RECORD_VERSION, OPERATION, CHANGES);

    /** What an audit row says. */
    public static final List<Field<?>> AUDIT_COLUMNS = Stream.concat(COLUMNS.stream(), Stream.of(ORIGIN, TRACE_ID))
            .<Field<?>>map(field -> field)
            .toList();

    private JournalTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }
}
