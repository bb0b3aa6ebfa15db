package org.penglai.crm.vault.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The vault's own tables. */
final class VaultTables {
    static final Table<Record> MASTER = table(unquotedName("crm_vault_master"));
    static final Field<Integer> PLACE = field(unquotedName("place"), SQLDataType.INTEGER);
    static final Field<String> KEY_ID = field(unquotedName("key_id"), SQLDataType.VARCHAR);
    static final Field<LocalDateTime> CREATED_AT = field(unquotedName("created_at"), SQLDataType.LOCALDATETIME);

    static final Table<Record> FIELD = table(unquotedName("crm_vault_field"));
    static final Field<String> NAME = field(unquotedName("name"), SQLDataType.VARCHAR);
    static final Field<Integer> VERSION = field(unquotedName("version"), SQLDataType.INTEGER);
    static final Field<String> WRAPPED = field(unquotedName("wrapped"), SQLDataType.VARCHAR);
    static final Field<LocalDateTime> ACTIVE_FROM = field(unquotedName("active_from"), SQLDataType.LOCALDATETIME);
    static final Field<LocalDateTime> RETIRED_AT = field(unquotedName("retired_at"), SQLDataType.LOCALDATETIME);
    static final Field<LocalDateTime> COMPLETE_AT = field(unquotedName("complete_at"), SQLDataType.LOCALDATETIME);

    static final Table<Record> RECORD = table(unquotedName("crm_vault_record"));
    static final Field<String> TYPE = field(unquotedName("type"), SQLDataType.VARCHAR);
    static final Field<Long> RECORD_ID = field(unquotedName("record_id"), SQLDataType.BIGINT);
    static final Field<LocalDateTime> DESTROYED_AT = field(unquotedName("destroyed_at"), SQLDataType.LOCALDATETIME);

    private VaultTables() {}
}
