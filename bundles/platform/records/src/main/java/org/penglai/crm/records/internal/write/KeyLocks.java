package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.internal.query.RowLocks;

/**
 * Makes those wait for each other who are about to write the same value where no constraint would stop the second. Values
 * share few rows by their hash, so that there is a row for each; they are locked in order, and until the transaction ends.
 */
final class KeyLocks {
    private static final int ROWS = 64;
    private static final Table<Record> TABLE = DSL.table(unquotedName("crm_key_lock"));
    private static final Field<Integer> PLACE = DSL.field(unquotedName("place"), SQLDataType.INTEGER);

    private KeyLocks() {}

    /** Where a value lies; the same on every node. */
    static int place(String type, List<String> key, List<Object> value) {
        return Math.floorMod(Objects.hash(type, key, value), ROWS);
    }

    static void take(DSLContext sql, Collection<Integer> places) {
        new TreeSet<>(places)
                .forEach(place -> sql.fetch(
                        RowLocks.exclusive(sql.select(PLACE).from(TABLE).where(PLACE.eq(place)), sql.dialect())));
    }
}
