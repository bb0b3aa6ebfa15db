package org.penglai.crm.work.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Tables and columns of the schema {@code work} that the query builder uses. */
public final class WorkTables {
    public static final Table<Record> NOTIFICATIONS = table(unquotedName("crm_notification"));
    public static final Table<Record> WATCHES = table(unquotedName("crm_watch"));
    public static final Table<Record> REMINDERS = table(unquotedName("crm_reminder"));
    public static final Table<Record> FEEDS = table(unquotedName("crm_calendar_feed"));

    public static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    public static final Field<Long> USER_ID = column("user_id", SQLDataType.BIGINT);
    public static final Field<String> KIND = column("kind", SQLDataType.VARCHAR);
    public static final Field<String> TITLE_ZH = column("title_zh", SQLDataType.VARCHAR);
    public static final Field<String> TITLE_EN = column("title_en", SQLDataType.VARCHAR);
    public static final Field<String> BODY = column("body", SQLDataType.VARCHAR);
    public static final Field<String> TYPE = column("type", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD_ID = column("record_id", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> READ_AT = column("read_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> DUE_AT = column("due_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> OCCURRENCE_AT = column("occurrence_at", SQLDataType.LOCALDATETIME);
    public static final Field<String> HASH = column("hash", SQLDataType.VARCHAR);

    private WorkTables() {}

    /** As columns hold it: UTC, to the microsecond. */
    public static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** Null for null. */
    public static Instant instant(LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }
}
