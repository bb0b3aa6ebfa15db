package org.penglai.crm.events.internal.audit;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The chain over the audit. */
final class SealTables {
    static final Table<Record> SEAL_TABLE = table(unquotedName("crm_audit_seal"));

    static final Field<Long> SEAL_POSITION = field(unquotedName("seal_position"), SQLDataType.BIGINT);
    static final Field<Long> AUDIT_ID = field(unquotedName("audit_id"), SQLDataType.BIGINT);
    static final Field<String> KIND = field(unquotedName("kind"), SQLDataType.VARCHAR);
    static final Field<String> SEAL = field(unquotedName("seal"), SQLDataType.VARCHAR);

    private SealTables() {}
}
