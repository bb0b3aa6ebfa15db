package org.penglai.crm.identity.internal.people;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Table and columns of the schema {@code identity}. */
final class ExternalTables {
    static final Table<Record> PEOPLE = table(unquotedName("crm_external_person"));
    static final Field<String> PROVIDER = field(unquotedName("provider"), SQLDataType.VARCHAR);
    static final Field<String> SUBJECT = field(unquotedName("subject"), SQLDataType.VARCHAR);
    static final Field<Long> USER = field(unquotedName("user_id"), SQLDataType.BIGINT);
    static final Field<LocalDateTime> LINKED_AT = field(unquotedName("linked_at"), SQLDataType.LOCALDATETIME);
    static final Field<LocalDateTime> SEEN_AT = field(unquotedName("seen_at"), SQLDataType.LOCALDATETIME);

    private ExternalTables() {}
}
