package org.penglai.crm.pools.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.StoredType;

/** The tables of this bundle, and the columns that every poolable row has. */
final class PoolTables {
    static final Table<Record> QUOTA = table(unquotedName("crm_pool_quota"));
    static final Table<Record> WARNING = table(unquotedName("crm_pool_warning"));
    static final Table<Record> PASS = table(unquotedName("crm_pool_pass"));
    static final Table<Record> PAST_OWNER = table(unquotedName("crm_pool_past_owner"));
    static final Field<LocalDateTime> ENDED_AT = time("ended_at");
    static final Field<Long> USER = number("user_id");
    static final Field<LocalDate> DAY = field(unquotedName("day"), SQLDataType.LOCALDATE);
    static final Field<Integer> CLAIMS = field(unquotedName("claims"), SQLDataType.INTEGER);
    static final Field<Long> RECORD = number("record_id");
    static final Field<String> TYPE_NAME = text("type_name");
    static final Field<String> RULES = text("rules");
    static final Field<Long> ID = number("id");
    static final Field<Long> OWNER = number("owner_id");
    static final Field<Long> POOL = number("pool_id");
    static final Field<Long> HOME_POOL = number("home_pool_id");
    static final Field<LocalDateTime> POOLED_AT = time("pooled_at");
    static final Field<LocalDateTime> RECLAIM_AT = time("reclaim_at");
    static final Field<LocalDateTime> LAST_FOLLOW_UP_AT = time("last_follow_up_at");
    static final Condition LIVE = time("deleted_at").isNull();

    private PoolTables() {}

    static Table<Record> of(StoredType type) {
        return table(unquotedName(type.table()));
    }

    static Field<String> text(String column) {
        return field(unquotedName(column), SQLDataType.VARCHAR);
    }

    /** As columns hold it. */
    static LocalDateTime utc(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Field<Long> number(String column) {
        return field(unquotedName(column), SQLDataType.BIGINT);
    }

    private static Field<LocalDateTime> time(String column) {
        return field(unquotedName(column), SQLDataType.LOCALDATETIME);
    }
}
