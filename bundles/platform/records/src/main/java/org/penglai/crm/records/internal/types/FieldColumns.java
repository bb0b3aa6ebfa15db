package org.penglai.crm.records.internal.types;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.penglai.crm.api.records.FieldKind;

/** Which Java and column types a kind of field may have. */
final class FieldColumns {
    private static final Set<FieldKind> SIDE_TABLES = EnumSet.of(FieldKind.TAGS, FieldKind.EXTERNAL_IDS, FieldKind.ID);

    private FieldColumns() {}

    /** Whether values lie in the row of the record. */
    static boolean hasColumn(FieldKind kind) {
        return kind != FieldKind.LINKS && kind != FieldKind.CHOICES && isOwn(kind);
    }

    /** Whether a capability may declare fields of the kind. */
    static boolean isOwn(FieldKind kind) {
        return !SIDE_TABLES.contains(kind);
    }

    static boolean isDecimal(FieldKind kind) {
        return kind == FieldKind.DECIMAL || kind == FieldKind.PERCENT || kind == FieldKind.MONEY;
    }

    /** Whether the value is a Java String. */
    static boolean isText(FieldKind kind) {
        return switch (kind) {
            case TEXT, LONG_TEXT, ENUMERATION, PICKLIST, PHONE, EMAIL, URL, CREDIT_CODE, REGION -> true;
            default -> false;
        };
    }

    /** Names of the classes that the entity's attribute may have. */
    static Set<String> javaTypes(FieldKind kind) {
        return switch (kind) {
            case INTEGER -> Set.of("int", "long", Integer.class.getName(), Long.class.getName());
            case DECIMAL, PERCENT, MONEY -> Set.of(BigDecimal.class.getName());
            case BOOLEAN -> Set.of("boolean", Boolean.class.getName());
            case DATE -> Set.of(LocalDate.class.getName());
            case INSTANT -> Set.of(LocalDateTime.class.getName());
            case REFERENCE, ID -> Set.of("long", Long.class.getName());
            default -> Set.of(String.class.getName());
        };
    }

    /** JDBC types that a column of the kind may have. */
    static Set<Integer> jdbcTypes(FieldKind kind) {
        return switch (kind) {
            case INTEGER -> Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT);
            case DECIMAL, PERCENT, MONEY -> Set.of(Types.DECIMAL, Types.NUMERIC);
            case BOOLEAN -> Set.of(Types.BOOLEAN, Types.BIT);
            case DATE -> Set.of(Types.DATE);
            case INSTANT -> Set.of(Types.TIMESTAMP);
            case REFERENCE, ID -> Set.of(Types.BIGINT);
            case LONG_TEXT -> Set.of(Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB);
            default -> Set.of(Types.VARCHAR, Types.CHAR);
        };
    }
}
