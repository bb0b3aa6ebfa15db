package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.unquotedName;

import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * On which records the caller sees the values of sensitive fields: on those that he owns or works on, and on what is part
 * of such a record. Everywhere with the right {@code sensitive}.
 */
final class Clearance {
    /** The right to see all values without revealing them one by one. */
    static final String RIGHT = "sensitive";

    private final Caller caller;
    private final Function<String, StoredType> types;

    /** @param types by name; gives null for those that are not there */
    Clearance(Caller caller, Function<String, StoredType> types) {
        this.caller = caller;
        this.types = types;
    }

    /** Whether the field's values are open on every record. */
    boolean open(StoredField field) {
        return !field.sensitive() || caller.may(RIGHT);
    }

    /** Which records in sight show the field's values; no condition where all do. */
    Condition shows(QueryModel model, StoredField field) {
        if (open(field)) {
            return noCondition();
        }
        Condition shows = working(
                model.plain(SystemColumns.OWNER), model.id(), model.type().name());
        for (StoredField reference : model.type().fields().values()) {
            StoredType whole = isPart(reference) ? types.apply(reference.target()) : null;
            if (whole != null) {
                Field<Long> id = column("id");
                shows = shows.or(exists(selectOne()
                        .from(DSL.table(unquotedName(whole.table())).as(unquotedName("s")))
                        .where(id.eq(model.stored(reference).coerce(Long.class)))
                        .and(working(column(SystemColumns.OWNER), id, whole.name()))));
            }
        }
        return shows;
    }

    private static boolean isPart(StoredField field) {
        return field.kind() == FieldKind.REFERENCE && field.onDelete() == OnDelete.CASCADE && field.column() != null;
    }

    private static Field<Long> column(String name) {
        return DSL.field(unquotedName("s", name), SQLDataType.BIGINT);
    }

    private Condition working(Field<Long> owner, Field<Long> id, String type) {
        return owner.eq(caller.userId())
                .or(id.in(select(TeamTable.RECORD)
                        .from(TeamTable.TABLE)
                        .where(TeamTable.USER.eq(caller.userId()))
                        .and(TeamTable.TYPE.eq(type))));
    }
}
