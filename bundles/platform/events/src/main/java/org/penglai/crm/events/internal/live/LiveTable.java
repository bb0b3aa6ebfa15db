package org.penglai.crm.events.internal.live;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Updates that nodes tell each other. */
final class LiveTable {
    static final Table<Record> LIVE = table(unquotedName("crm_live_update"));
    static final Field<Long> ID = field(unquotedName("id"), SQLDataType.BIGINT);
    static final Field<LocalDateTime> TOLD_AT = field(unquotedName("told_at"), SQLDataType.LOCALDATETIME);
    static final Field<String> NODE = field(unquotedName("node"), SQLDataType.VARCHAR);
    static final Field<String> TOPIC = field(unquotedName("topic"), SQLDataType.VARCHAR);
    static final Field<Long> USER_ID = field(unquotedName("user_id"), SQLDataType.BIGINT);
    static final Field<String> ABOUT = field(unquotedName("about"), SQLDataType.VARCHAR);

    private LiveTable() {}
}
