package org.penglai.crm.events.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Columns that audit and outbox have in common. */
final class JournalTable {
    static final Table<Record> AUDIT = table(unquotedName("crm_audit"));
    static final Table<Record> OUTBOX = table(unquotedName("crm_outbox"));

    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<LocalDateTime> HAPPENED_AT = column("happened_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> USER_ID = column("user_id", SQLDataType.BIGINT);
    static final Field<String> TYPE = column("type", SQLDataType.VARCHAR);
    static final Field<Long> RECORD_ID = column("record_id", SQLDataType.BIGINT);
    static final Field<Long> RECORD_VERSION = column("record_version", SQLDataType.BIGINT);
    static final Field<String> OPERATION = column("operation", SQLDataType.VARCHAR);
    static final Field<String> CHANGES = column("changes", SQLDataType.CLOB);

    private JournalTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }
}
