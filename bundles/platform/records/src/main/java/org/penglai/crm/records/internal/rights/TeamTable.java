package org.penglai.crm.records.internal.rights;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_record_team: who works on a record beside its owner. */
public final class TeamTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_record_team"));
    public static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    public static final Field<Long> USER = column("user_id", SQLDataType.BIGINT);
    public static final Field<String> ROLE = column("role", SQLDataType.VARCHAR);
    public static final Field<Boolean> WRITABLE = column("writable", SQLDataType.BOOLEAN);
    public static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    public static final Field<Long> CREATED_BY = column("created_by", SQLDataType.BIGINT);

    private TeamTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName("crm_record_team", name), type);
    }
}
