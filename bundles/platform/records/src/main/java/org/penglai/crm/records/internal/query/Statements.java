package org.penglai.crm.records.internal.query;

import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamCastMode;
import org.jooq.conf.SettingsTools;
import org.jooq.impl.DSL;

/** Sets up query builders. */
public final class Statements {
    private Statements() {}

    /**
     * For statements that look rows up by ids. Derby finds the values of an IN list in an index only if they are plain
     * parameters; jOOQ would cast each of them. Not for other comparisons: there a plain parameter takes the column's
     * type, and a value that does not fit into it fails.
     */
    public static DSLContext byIds(DSLContext sql) {
        return sql.dialect().family() == SQLDialect.DERBY
                ? sql.configuration()
                        .derive(SettingsTools.clone(sql.settings()).withParamCastMode(ParamCastMode.NEVER))
                        .dsl()
                : sql;
    }

    /**
     * That an id is among these: on PostgreSQL as one array, so that the statement is short and always the same one. On
     * Derby as a list, for {@link #byIds}.
     */
    static Condition among(DSLContext sql, Field<Long> id, Collection<Long> ids) {
        if (ids.size() == 1) {
            return id.eq(ids.iterator().next());
        }
        return sql.dialect().family() == SQLDialect.DERBY ? id.in(ids) : id.eq(DSL.any(ids.toArray(Long[]::new)));
    }
}
