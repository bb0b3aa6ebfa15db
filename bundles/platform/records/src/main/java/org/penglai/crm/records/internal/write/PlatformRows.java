package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Rows of the kernel's tables that are made anew with each write of a record and only have to go with it. */
final class PlatformRows {
    private static final List<String> TABLES = List.of("crm_record_choice", "crm_duplicate_key", "crm_duplicate_group");
    private static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<Long> RECORD = DSL.field(unquotedName("record_id"), SQLDataType.BIGINT);

    private PlatformRows() {}

    static void purge(DSLContext sql, String type, Collection<Long> records) {
        TABLES.forEach(table -> sql.deleteFrom(DSL.table(unquotedName(table)))
                .where(TYPE.eq(type))
                .and(RECORD.in(records))
                .execute());
    }
}
