package org.penglai.crm.records.internal.query;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.penglai.crm.records.internal.query.filter.Predicate;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.TextIndex;

/**
 * Has the search index say which rows are worth looking at where no index of the database could: a text in the middle of a
 * title. Only beside the condition itself, so that nothing is found that does not meet it.
 */
final class TextLookup {
    /** Texts that more records hold are found soon by looking, at least as many as are counted. */
    private static final int MOST = 2 * Counts.CAP;

    private final TextIndex index;
    private final SearchBox box;

    TextLookup(TextIndex index, SearchBox box) {
        this.index = index;
        this.box = box;
    }

    /**
     * The rows that a list can be confined to before each of them is looked into.
     *
     * @param index null while there is none
     */
    static Optional<Condition> rows(TextIndex index, Joins joins, Predicate predicate, String q, SearchBox box) {
        if (index == null) {
            return Optional.empty();
        }
        TextLookup lookup = new TextLookup(index, box);
        return q.isBlank() ? lookup.filter(joins, predicate) : lookup.box(joins, q);
    }

    /** The rows in which the search box over a list may find the text; empty if the index does not know all of them. */
    Optional<Condition> box(Joins joins, String q) {
        String text = q.strip();
        boolean known = joins.root().type().fields().values().stream()
                .filter(field -> SearchBox.looksInto(joins.root().type(), field))
                .noneMatch(field -> field.sensitive() && !SearchBox.isPhone(field));
        // Parts of phone numbers are found by what the database has of them.
        return known && !SearchBox.isDialled(text)
                ? rows(joins.root(), text).map(rows -> rows.or(box.initials(joins.root(), text)))
                : Optional.empty();
    }

    /** The rows that may meet a filter by a text in the title; empty if it has none or the index does not know. */
    Optional<Condition> filter(Joins joins, Predicate predicate) {
        List<Predicate> parts = predicate instanceof Predicate.And and ? and.parts() : List.of(predicate);
        return parts.stream()
                .filter(Predicate.Matches.class::isInstance)
                .map(Predicate.Matches.class::cast)
                .filter(matches -> isTitle(joins.root(), matches))
                .flatMap(matches -> matches.pattern().pieces().stream()
                        .max(Comparator.comparingInt(String::length))
                        .flatMap(piece -> rows(joins.root(), piece))
                        .stream())
                .findFirst();
    }

    private static boolean isTitle(QueryModel root, Predicate.Matches matches) {
        StoredField field = matches.path().field();
        return matches.path().references().isEmpty()
                && !matches.path().isInitials()
                && field != null
                && field.name().equals(root.type().titleField());
    }

    private Optional<Condition> rows(QueryModel root, String text) {
        return index.holding(root.type().name(), text, MOST).map(found -> {
            Long[] ids = Arrays.stream(found.ids()).boxed().toArray(Long[]::new);
            return root.id()
                    .eq(DSL.any(ids))
                    .or(root.updatedAt().ge(DSL.val(LocalDateTime.ofInstant(found.since(), ZoneOffset.UTC))));
        });
    }
}
