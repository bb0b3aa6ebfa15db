package org.penglai.crm.records.internal.duplicates;

import static org.jooq.impl.DSL.unquotedName;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_duplicate_key. */
final class KeyTable {
    static final Table<Record> TABLE = DSL.table(unquotedName("crm_duplicate_key"));
    static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    static final Field<String> KIND = DSL.field(unquotedName("kind"), SQLDataType.VARCHAR);
    static final Field<String> VALUE = DSL.field(unquotedName("key_value"), SQLDataType.VARCHAR);
    static final Field<Long> RECORD = DSL.field(unquotedName("record_id"), SQLDataType.BIGINT);

    private KeyTable() {}
}
