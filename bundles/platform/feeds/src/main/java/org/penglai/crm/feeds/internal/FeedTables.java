package org.penglai.crm.feeds.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** What readers fail at, and what they were given up on. */
final class FeedTables {
    static final Table<Record> TROUBLE = table(unquotedName("crm_feed_trouble"));
    static final Table<Record> LETTER = table(unquotedName("crm_dead_letter"));

    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<String> READER = column("reader", SQLDataType.VARCHAR);
    static final Field<Long> POSITION = column("event_position", SQLDataType.BIGINT);
    static final Field<Integer> ATTEMPTS = column("attempts", SQLDataType.INTEGER);
    static final Field<LocalDateTime> SINCE = column("since", SQLDataType.LOCALDATETIME);
    static final Field<LocalDateTime> HAPPENED_AT = column("happened_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> USER_ID = column("user_id", SQLDataType.BIGINT);
    static final Field<String> TYPE = column("type", SQLDataType.VARCHAR);
    static final Field<Long> RECORD_ID = column("record_id", SQLDataType.BIGINT);
    static final Field<Long> RECORD_VERSION = column("record_version", SQLDataType.BIGINT);
    static final Field<String> OPERATION = column("operation", SQLDataType.VARCHAR);
    static final Field<String> CHANGES = column("changes", SQLDataType.CLOB);
    static final Field<LocalDateTime> GIVEN_UP_AT = column("given_up_at", SQLDataType.LOCALDATETIME);
    static final Field<String> REASON = column("reason", SQLDataType.VARCHAR);

    private FeedTables() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }
}
