package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.Predicate;
import org.penglai.crm.records.internal.query.filter.TextPattern;
import org.penglai.crm.records.internal.query.page.CodePoints;
import org.penglai.crm.records.spi.FieldProtection;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;

/** Renders a {@link Predicate} over the tables of one query. */
final class PredicateSql {
    private final Joins joins;
    private final SQLDialect dialect;

    PredicateSql(Joins joins, SQLDialect dialect) {
        this.joins = joins;
        this.dialect = dialect;
    }

    Condition condition(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().stream().map(this::condition).reduce(noCondition(), Condition::and);
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().stream()
                    .map(this::condition)
                    .reduce(Condition::or)
                    .orElse(falseCondition());
        }
        if (predicate instanceof Predicate.Not negation) {
            return negation(negation.leaf());
        }
        return leaf((Predicate.Leaf) predicate);
    }

    private Condition negation(Predicate.Leaf leaf) {
        if (leaf instanceof Predicate.Empty || isBeside(leaf.path())) {
            return not(leaf(leaf));
        }
        return column(leaf.path()).isNull().or(not(leaf(leaf)));
    }

    private Condition leaf(Predicate.Leaf leaf) {
        if (leaf instanceof Predicate.Empty empty) {
            if (isLinks(empty.path())) {
                return not(linked(empty.path(), trueCondition()));
            }
            if (isChoices(empty.path())) {
                return not(chosen(empty.path(), trueCondition()));
            }
            return isTags(empty.path())
                    ? not(tagged(empty.path(), tag -> trueCondition()))
                    : column(empty.path()).isNull();
        }
        if (leaf.path().field() != null && leaf.path().field().sealed()) {
            return sealed(leaf);
        }
        if (leaf instanceof Predicate.Among among) {
            return amongOf(among);
        }
        if (leaf instanceof Predicate.SameText same) {
            return sameText(text(same.path()), same.path(), same.texts());
        }
        if (leaf instanceof Predicate.Matches matches) {
            return isTags(matches.path())
                    ? tagged(matches.path(), tag -> like(tag, matches.pattern()))
                    : like(text(matches.path()), matches.pattern());
        }
        if (leaf instanceof Predicate.Linked linked) {
            return linked(linked.path(), LinkTable.TARGET.in(linked.targets()));
        }
        if (leaf instanceof Predicate.Chosen chosen) {
            return chosen(chosen.path(), ChoiceTable.CODE.in(chosen.codes()));
        }
        if (leaf instanceof Predicate.Tagged tagged) {
            return tagged(
                    tagged.path(),
                    tag -> hasCase(tagged.tags()) ? lower(tag).in(lowered(tagged.tags())) : tag.in(tagged.tags()));
        }
        return between((Predicate.Between) leaf);
    }

    /** Indexes of custom fields are made for comparison by code points. */
    private Condition amongOf(Predicate.Among among) {
        Field<?> column = column(among.path());
        return custom(among.path()) && column.getType() == String.class
                ? among(CodePoints.of(column.coerce(String.class), dialect), among)
                : among(column, among);
    }

    private static boolean custom(FieldPath path) {
        return path.field() != null && path.field().custom();
    }

    /** Equal values are found everywhere, parts of values only where the caller sees the values. */
    private Condition sealed(Predicate.Leaf leaf) {
        FieldProtection protection = leaf.path().field().protection();
        Field<String> column = text(leaf.path());
        if (leaf instanceof Predicate.Among among) {
            return SealedColumns.among(
                    column,
                    protection,
                    among.values().stream().map(String::valueOf).toList());
        }
        if (leaf instanceof Predicate.SameText same) {
            return SealedColumns.among(column, protection, same.texts());
        }
        String fragment = ((Predicate.Matches) leaf)
                .pattern().pieces().stream()
                        .filter(piece -> !piece.isEmpty())
                        .findFirst()
                        .orElseThrow();
        return SealedColumns.holds(column, protection, fragment)
                .orElseThrow()
                .and(joins.clearance()
                        .shows(joins.model(leaf.path()), leaf.path().field()));
    }

    private static <T> Condition among(Field<T> column, Predicate.Among among) {
        return column.in(among.values().stream()
                .map(value -> fits(value, among.path().field())
                        ? PlainParameter.of(value, column.getDataType())
                        : bound(value, column))
                .toList());
    }

    /** Whether the column can hold the value, as far as that is known. */
    private static boolean fits(Object value, StoredField field) {
        return switch (field.kind()) {
            case ID, REFERENCE -> true;
            case TEXT, PHONE -> value instanceof String text && text.length() <= field.maxLength();
            default -> false;
        };
    }

    private Condition sameText(Field<String> column, FieldPath path, List<String> texts) {
        if (path.field() != null && path.field().kind() == FieldKind.LONG_TEXT) {
            return texts.stream()
                    .map(text -> like(column, new TextPattern(List.of(text))))
                    .reduce(Condition::or)
                    .orElse(falseCondition());
        }
        return hasCase(texts) ? lower(column).in(lowered(texts)) : column.in(texts);
    }

    private Condition between(Predicate.Between between) {
        return range(column(between.path()), between);
    }

    private static <T> Condition range(Field<T> column, Predicate.Between between) {
        Condition condition = noCondition();
        if (between.from() != null) {
            Field<T> from = bound(between.from(), column);
            condition = condition.and(between.fromIncluded() ? column.ge(from) : column.gt(from));
        }
        if (between.to() != null) {
            Field<T> to = bound(between.to(), column);
            condition = condition.and(between.toIncluded() ? column.le(to) : column.lt(to));
        }
        return condition;
    }

    private Condition tagged(FieldPath path, Function<Field<String>, Condition> test) {
        QueryModel model = joins.model(path);
        return exists(selectOne()
                .from(TagTable.TABLE)
                .where(TagTable.TYPE.eq(model.type().name()))
                .and(TagTable.RECORD.eq(model.id()))
                .and(model.shows(path.field()))
                .and(test.apply(TagTable.TAG)));
    }

    private Condition linked(FieldPath path, Condition which) {
        QueryModel model = joins.model(path);
        return exists(selectOne()
                .from(LinkTable.TABLE)
                .where(LinkTable.TYPE.eq(model.type().name()))
                .and(LinkTable.FIELD.eq(path.field().name()))
                .and(LinkTable.RECORD.eq(model.id()))
                .and(model.shows(path.field()))
                .and(which));
    }

    private Condition chosen(FieldPath path, Condition which) {
        QueryModel model = joins.model(path);
        return exists(selectOne()
                .from(ChoiceTable.TABLE)
                .where(ChoiceTable.TYPE.eq(model.type().name()))
                .and(ChoiceTable.FIELD.eq(path.field().name()))
                .and(ChoiceTable.RECORD.eq(model.id()))
                .and(model.shows(path.field()))
                .and(which));
    }

    /** Both sides are folded by the database, so that both are folded alike. */
    private static List<Field<String>> lowered(List<String> texts) {
        return texts.stream().map(text -> lower(val(text))).toList();
    }

    static Condition like(Field<String> column, TextPattern pattern) {
        return hasCase(pattern.pieces())
                ? lower(column).like(lower(val(pattern.like())), TextPattern.ESCAPE)
                : column.like(val(pattern.like()), TextPattern.ESCAPE);
    }

    /** Chinese texts and digits need no folding, which spares the database a copy of every value and leaves it its index. */
    private static boolean hasCase(List<String> texts) {
        return texts.stream().anyMatch(text -> !text.toLowerCase(Locale.ROOT).equals(text.toUpperCase(Locale.ROOT)));
    }

    private Field<?> column(FieldPath path) {
        QueryModel model = joins.model(path);
        return path.isInitials() ? model.initials() : model.column(path.field());
    }

    private Field<String> text(FieldPath path) {
        return column(path).coerce(String.class);
    }

    private static <T> Field<T> bound(Object value, Field<T> column) {
        return val(value, column.getDataType());
    }

    /** Whether the values lie in a side table, where there is nothing that could be null. */
    private static boolean isBeside(FieldPath path) {
        return isTags(path) || isLinks(path) || isChoices(path);
    }

    private static boolean isLinks(FieldPath path) {
        return path.field() != null && path.field().kind() == FieldKind.LINKS;
    }

    private static boolean isChoices(FieldPath path) {
        return path.field() != null && path.field().kind() == FieldKind.CHOICES;
    }

    private static boolean isTags(FieldPath path) {
        return path.field() != null && path.field().kind() == FieldKind.TAGS;
    }
}
