package org.penglai.crm.numbering.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.spi.Database;

/** Which numbers records have already, deleted ones included: imports and people bring numbers of their own. */
final class UsedNumbers {
    private static final int AT_ONCE = 500;

    private final Database database;

    UsedNumbers(Database database) {
        this.database = database;
    }

    /** Those of the numbers that are in the column. */
    Set<String> among(String table, String column, List<String> numbers) {
        Field<String> number = field(unquotedName(column), SQLDataType.VARCHAR);
        Set<String> used = new HashSet<>();
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            List<String> some = numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE));
            used.addAll(database.read(sql -> sql.select(number)
                    .from(table(unquotedName(table)))
                    .where(number.in(some))
                    .fetch(number)));
        }
        return used;
    }
}
