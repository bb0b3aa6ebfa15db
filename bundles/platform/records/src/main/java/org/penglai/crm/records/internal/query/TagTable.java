package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_record_tag. */
final class TagTable {
    static final Table<Record> TABLE = DSL.table(unquotedName("crm_record_tag"));
    static final Field<String> TYPE = DSL.field(unquotedName("crm_record_tag", "type_name"), SQLDataType.VARCHAR);
    static final Field<Long> RECORD = DSL.field(unquotedName("crm_record_tag", "record_id"), SQLDataType.BIGINT);
    static final Field<String> TAG = DSL.field(unquotedName("crm_record_tag", "tag"), SQLDataType.VARCHAR);

    private TagTable() {}
}
