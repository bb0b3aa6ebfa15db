package org.penglai.crm.privacy.internal.erasure;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Tables and columns by name, as migrations spell them. */
final class Columns {
    private Columns() {}

    static Table<Record> table(String name) {
        return DSL.table(unquotedName(name));
    }

    static Field<Long> number(String name) {
        return DSL.field(unquotedName(name), SQLDataType.BIGINT);
    }

    static Field<String> text(String name) {
        return DSL.field(unquotedName(name), SQLDataType.VARCHAR);
    }

    static Field<LocalDateTime> time(String name) {
        return DSL.field(unquotedName(name), SQLDataType.LOCALDATETIME);
    }
}
