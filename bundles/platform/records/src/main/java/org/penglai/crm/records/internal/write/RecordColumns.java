package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Tables of record types and the columns that the write path touches without an entity. */
final class RecordColumns {
    static final Field<Long> ID = DSL.field(unquotedName("id"), SQLDataType.BIGINT);
    static final Field<Long> VERSION = DSL.field(unquotedName("version"), SQLDataType.BIGINT);
    static final Field<LocalDateTime> UPDATED_AT = DSL.field(unquotedName("updated_at"), SQLDataType.LOCALDATETIME);
    static final Field<Long> UPDATED_BY = DSL.field(unquotedName("updated_by"), SQLDataType.BIGINT);
    static final Field<LocalDateTime> DELETED_AT = DSL.field(unquotedName("deleted_at"), SQLDataType.LOCALDATETIME);
    static final Field<Long> DELETED_BY = DSL.field(unquotedName("deleted_by"), SQLDataType.BIGINT);
    static final Field<Long> DELETED_MARKER = DSL.field(unquotedName("deleted_marker"), SQLDataType.BIGINT);

    private RecordColumns() {}

    static Table<Record> table(StoredType type) {
        return DSL.table(unquotedName(type.table()));
    }

    /** Table with the custom fields' values. */
    static Table<Record> beside(StoredType type) {
        return DSL.table(unquotedName(type.sideTable()));
    }

    static Field<Long> reference(StoredField field) {
        return DSL.field(unquotedName(field.column()), SQLDataType.BIGINT);
    }

    /** The column with the Java type that snapshots have, but for instants and money, which no key consists of. */
    static Field<?> of(StoredField field) {
        return DSL.field(unquotedName(field.column()), type(field.kind()));
    }

    private static DataType<?> type(FieldKind kind) {
        return switch (kind) {
            case INTEGER, REFERENCE, ID -> SQLDataType.BIGINT;
            case DECIMAL, PERCENT, MONEY -> SQLDataType.NUMERIC;
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case DATE -> SQLDataType.LOCALDATE;
            case INSTANT -> SQLDataType.LOCALDATETIME;
            default -> SQLDataType.VARCHAR;
        };
    }
}
