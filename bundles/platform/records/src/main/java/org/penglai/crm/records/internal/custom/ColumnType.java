package org.penglai.crm.records.internal.custom;

import org.jooq.DataType;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.StoredField;

/** How the column of a custom field is declared; always nullable. */
final class ColumnType {
    private static final int CODE = 60;
    private static final int REGION = 12;

    private ColumnType() {}

    static DataType<?> of(StoredField field) {
        return switch (field.kind()) {
            case INTEGER, REFERENCE, ID -> SQLDataType.BIGINT;
            case DECIMAL, PERCENT, MONEY -> SQLDataType.DECIMAL(field.precision(), field.scale());
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case DATE -> SQLDataType.LOCALDATE;
            case INSTANT -> SQLDataType.LOCALDATETIME;
            case ENUMERATION, PICKLIST -> SQLDataType.VARCHAR(CODE);
            case REGION -> SQLDataType.VARCHAR(REGION);
            default -> SQLDataType.VARCHAR(field.maxLength());
        };
    }
}
