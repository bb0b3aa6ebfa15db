package org.penglai.crm.records.spi;

import static org.jooq.impl.DSL.val;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.vault.spi.FieldKey;

/** Columns with sealed values: what is fetched of them is opened, what is looked for is looked for sealed. */
public final class SealedColumns {
    private static final char ESCAPE = '!';

    private SealedColumns() {}

    /** A column whose values are opened when they are fetched. Cannot be compared with anything. */
    public static Field<String> opened(Field<String> column, FieldProtection protection) {
        return column.convertFrom(String.class, protection::open);
    }

    /** Whether the value is one of these, whatever the case of their letters. */
    public static Condition among(Field<String> column, FieldProtection protection, Collection<String> values) {
        Condition found = DSL.falseCondition();
        for (String value : values) {
            for (String beginning : protection.beginnings(value)) {
                // A dot ends what is the same; a slash is the character behind it.
                String end = beginning.substring(0, beginning.length() - 1) + '/';
                found = found.or(column.ge(val(beginning)).and(column.lt(val(end))));
            }
        }
        return protection.key().complete() ? found : found.or(column.in(values));
    }

    /** Whether the column holds a sealed value; not while one is still stored in clear. */
    public static Condition isSealed(Field<String> column) {
        return column.like("~%");
    }

    /** What is the same in equal values sealed with the same version of the key, to group them by. */
    public static Field<String> beginning(Field<String> column) {
        Field<String> dot = DSL.inline(".");
        Field<Integer> second = DSL.position(column, dot).plus(DSL.inline(1));
        return DSL.substring(column, DSL.inline(1), DSL.position(column, dot, second));
    }

    /** Whether the value holds the fragment; empty if that is too short to look for. */
    public static Optional<Condition> holds(Field<String> column, FieldProtection protection, String fragment) {
        Optional<List<String>> patterns = protection.patterns(fragment);
        return patterns.map(each -> {
            Condition found = each.stream()
                    .map(pattern -> (Condition) column.like(val(pattern), ESCAPE))
                    .reduce(DSL.falseCondition(), Condition::or);
            return protection.key().complete() ? found : found.or(clear(column, fragment));
        });
    }

    private static Condition clear(Field<String> column, String fragment) {
        String escaped = fragment.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return column.notLike("~%").and(column.like(val("%" + escaped + "%"), ESCAPE));
    }

    /** Characters that a fragment must have at least. */
    public static int shortestFragment() {
        return FieldKey.SHORTEST_FRAGMENT;
    }
}
