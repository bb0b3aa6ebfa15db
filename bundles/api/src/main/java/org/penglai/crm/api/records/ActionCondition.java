package org.penglai.crm.api.records;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something that must hold for a record before an action can be done to it: plain data, so that the console can tell from
 * the record itself which actions to offer, in a list of a thousand rows as well as while the module is being swapped.
 *
 * @param field own or system field
 * @param test what is asked of its value
 * @param values codes, or true and false; empty for {@link Test#FILLED} and {@link Test#EMPTY}
 */
public record ActionCondition(String field, Test test, Set<String> values) {
    public ActionCondition {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(test, "test");
        values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** The field has a value. */
    public static ActionCondition filled(String field) {
        return new ActionCondition(field, Test.FILLED, Set.of());
    }

    /** The field has no value. */
    public static ActionCondition empty(String field) {
        return new ActionCondition(field, Test.EMPTY, Set.of());
    }

    /** The field has one of the values. */
    public static ActionCondition is(String field, String... values) {
        return new ActionCondition(field, Test.IN, new LinkedHashSet<>(List.of(values)));
    }

    /** The field has none of the values; an empty one has none. */
    public static ActionCondition isNot(String field, String... values) {
        return new ActionCondition(field, Test.NOT_IN, new LinkedHashSet<>(List.of(values)));
    }

    /** Whether it holds for the record. */
    public boolean holds(RecordSnapshot record) {
        Object value = record.values().get(field);
        boolean empty = value == null || value instanceof Collection<?> some && some.isEmpty();
        return switch (test) {
            case FILLED -> !empty;
            case EMPTY -> empty;
            case IN -> !empty && values.contains(value.toString());
            case NOT_IN -> empty || !values.contains(value.toString());
        };
    }

    /** What is asked of a value. */
    public enum Test {
        FILLED("filled"),
        EMPTY("empty"),
        IN("in"),
        NOT_IN("notIn");

        private final String code;

        Test(String code) {
            this.code = code;
        }

        /** What metadata calls it. */
        public String code() {
            return code;
        }
    }
}
