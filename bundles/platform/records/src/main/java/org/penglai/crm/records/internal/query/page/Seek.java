package org.penglai.crm.records.internal.query.page;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Conditions for the rows behind a given one, for any mix of directions, with rows without a value last. The leading key
 * is taken apart (rows with a value, then rows without), so that each half is one range of an index.
 */
final class Seek {
    private final List<SortKey> keys;
    private final SQLDialect dialect;
    private final boolean byIndex;

    /** @param byIndex whether to walk along an index of the leading key, see {@link PageQuery} */
    Seek(List<SortKey> keys, SQLDialect dialect, boolean byIndex) {
        this.keys = keys;
        this.dialect = dialect;
        this.byIndex = byIndex;
    }

    /** Rows whose leading key has a value, behind the given row; all of them if there is none. */
    Condition leadingFilled(List<Object> last) {
        SortKey leading = keys.get(0);
        Condition filled = filled(leading);
        if (last == null) {
            return filled;
        }
        Object value = last.get(0);
        return value == null ? DSL.falseCondition() : filled.and(behindLeading(leading, value, last));
    }

    /**
     * Derby's optimizer does not know that only a few rows will be fetched, and would rather sort the whole table; a range
     * that holds for every value makes it walk along the index.
     */
    private Condition filled(SortKey leading) {
        boolean derby = dialect.family() == SQLDialect.DERBY;
        Object extreme = derby && byIndex ? extreme(leading) : null;
        if (extreme != null) {
            return leading.descending() ? atMost(leading, extreme) : atLeast(leading, extreme);
        }
        return leading.nullable() ? leading.column().isNotNull() : DSL.noCondition();
    }

    private static Object extreme(SortKey key) {
        if (key.column().getType() == Long.class) {
            return key.descending() ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        boolean text = key.column().getType() == String.class;
        return text ? (key.descending() ? String.valueOf(Character.MAX_VALUE) : "") : null;
    }

    /** Rows whose leading key has no value, behind the given row. */
    Condition leadingEmpty(List<Object> last) {
        Condition empty = keys.get(0).column().isNull();
        return last == null || last.get(0) != null ? empty : empty.and(behind(1, last));
    }

    /** {@code k >= v and (k > v or rest)}: one range of the index, unlike {@code k > v or (k = v and rest)}. */
    private Condition behindLeading(SortKey key, Object value, List<Object> last) {
        if (keys.size() == 1) {
            return beyond(key, value);
        }
        Condition from = key.descending() ? atMost(key, value) : atLeast(key, value);
        return from.and(beyond(key, value).or(behind(1, last)));
    }

    private Condition behind(int at, List<Object> last) {
        if (at == keys.size()) {
            return DSL.falseCondition();
        }
        SortKey key = keys.get(at);
        Object value = last.get(at);
        if (value == null) {
            return key.column().isNull().and(behind(at + 1, last));
        }
        Condition beyond = key.nullable() ? beyond(key, value).or(key.column().isNull()) : beyond(key, value);
        return at + 1 == keys.size() ? beyond : beyond.or(same(key, value).and(behind(at + 1, last)));
    }

    private Condition beyond(SortKey key, Object value) {
        return key.descending() ? less(key.comparable(dialect), value) : greater(key.comparable(dialect), value);
    }

    private static <T> Condition greater(Field<T> column, Object value) {
        return column.gt(bound(column, value));
    }

    private static <T> Condition less(Field<T> column, Object value) {
        return column.lt(bound(column, value));
    }

    private Condition atLeast(SortKey key, Object value) {
        return atLeast(key.comparable(dialect), value);
    }

    private Condition atMost(SortKey key, Object value) {
        return atMost(key.comparable(dialect), value);
    }

    private static <T> Condition atLeast(Field<T> column, Object value) {
        return column.ge(bound(column, value));
    }

    private static <T> Condition atMost(Field<T> column, Object value) {
        return column.le(bound(column, value));
    }

    private Condition same(SortKey key, Object value) {
        return same(key.comparable(dialect), value);
    }

    private static <T> Condition same(Field<T> column, Object value) {
        return column.eq(bound(column, value));
    }

    private static <T> Field<T> bound(Field<T> column, Object value) {
        return DSL.val(value, column.getDataType());
    }
}
