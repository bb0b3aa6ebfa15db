package org.penglai.crm.records.internal.query;

import org.jooq.DataType;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.FieldKind;

/** How the values of a kind travel between Java and the database. */
final class ColumnTypes {
    private ColumnTypes() {}

    static DataType<?> of(FieldKind kind) {
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
