package org.penglai.crm.records.internal.query.page;

import org.jooq.Collation;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Texts compared by their code points, whatever the collation of the database. Derby does so by itself. */
public final class CodePoints {
    private static final Collation BINARY = DSL.collation(DSL.quotedName("C"));

    private CodePoints() {}

    /** The column as it must be compared; an index serves it if the migration declared the column binary. */
    public static Field<String> of(Field<String> column, SQLDialect dialect) {
        return dialect.family() == SQLDialect.POSTGRES ? column.collate(BINARY) : column;
    }
}
