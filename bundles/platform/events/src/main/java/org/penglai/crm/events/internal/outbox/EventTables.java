package org.penglai.crm.events.internal.outbox;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Events with their positions, and who has read how far. */
final class EventTables {
    static final Table<Record> EVENT = table(unquotedName("crm_event"));
    static final Table<Record> READER = table(unquotedName("crm_event_reader"));

    static final Field<Long> POSITION = field(unquotedName("event_position"), SQLDataType.BIGINT);

    static final Field<String> NAME = field(unquotedName("name"), SQLDataType.VARCHAR);
    static final Field<String> LEASE_OWNER = field(unquotedName("lease_owner"), SQLDataType.VARCHAR);
    static final Field<LocalDateTime> LEASE_UNTIL = field(unquotedName("lease_until"), SQLDataType.LOCALDATETIME);
    static final Field<Integer> FAILURES = field(unquotedName("failures"), SQLDataType.INTEGER);
    static final Field<LocalDateTime> NEXT_TRY_AT = field(unquotedName("next_try_at"), SQLDataType.LOCALDATETIME);
    static final Field<String> LAST_ERROR = field(unquotedName("last_error"), SQLDataType.VARCHAR);

    private EventTables() {}
}
