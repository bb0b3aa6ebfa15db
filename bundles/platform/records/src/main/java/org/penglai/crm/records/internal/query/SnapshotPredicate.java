package org.penglai.crm.records.internal.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.Predicate;
import org.penglai.crm.records.internal.query.filter.TextPattern;
import org.penglai.crm.records.internal.query.filter.Violations;

/** Decides a {@link Predicate} by values in place of columns, as {@link PredicateSql} does in the database. */
final class SnapshotPredicate {
    private final Function<FieldPath, Object> values;

    /** @param values as snapshots hold them; null for none */
    SnapshotPredicate(Function<FieldPath, Object> values) {
        this.values = values;
    }

    /** Initials are made when a title is written, so there are none yet. */
    static void refuseInitials(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            and.parts().forEach(SnapshotPredicate::refuseInitials);
        } else if (predicate instanceof Predicate.Or or) {
            or.parts().forEach(SnapshotPredicate::refuseInitials);
        } else {
            Predicate.Leaf leaf = predicate instanceof Predicate.Not not ? not.leaf() : (Predicate.Leaf) predicate;
            if (leaf.path().isInitials()) {
                throw Violations.notFilterable(leaf.path().text());
            }
        }
    }

    boolean holds(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().stream().allMatch(this::holds);
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().stream().anyMatch(this::holds);
        }
        return predicate instanceof Predicate.Not not ? !leaf(not.leaf()) : leaf((Predicate.Leaf) predicate);
    }

    private boolean leaf(Predicate.Leaf leaf) {
        Object value = leaf.path().isInitials() ? null : plain(values.apply(leaf.path()));
        boolean empty = value == null || value instanceof List<?> list && list.isEmpty();
        if (leaf instanceof Predicate.Empty || empty) {
            return leaf instanceof Predicate.Empty == empty;
        }
        if (leaf instanceof Predicate.Among among) {
            return among.values().stream().anyMatch(wanted -> compare(value, wanted) == 0);
        }
        if (leaf instanceof Predicate.SameText same) {
            return same.texts().stream().anyMatch(String.valueOf(value)::equalsIgnoreCase);
        }
        if (leaf instanceof Predicate.Matches matches) {
            Pattern pattern = pattern(matches.pattern());
            return texts(value).stream().anyMatch(text -> pattern.matcher(text).matches());
        }
        if (leaf instanceof Predicate.Between between) {
            return between(value, between);
        }
        if (leaf instanceof Predicate.Linked linked) {
            return ((List<?>) value).stream().anyMatch(link -> linked.targets().contains(((RecordLink) link).id()));
        }
        List<String> wanted =
                leaf instanceof Predicate.Tagged tagged ? tagged.tags() : ((Predicate.Chosen) leaf).codes();
        return texts(value).stream().anyMatch(text -> wanted.stream().anyMatch(text::equalsIgnoreCase));
    }

    private static boolean between(Object value, Predicate.Between between) {
        if (between.from() != null) {
            int from = compare(value, between.from());
            if (from < 0 || from == 0 && !between.fromIncluded()) {
                return false;
            }
        }
        if (between.to() != null) {
            int to = compare(value, between.to());
            return to < 0 || to == 0 && between.toIncluded();
        }
        return true;
    }

    /** As the column of the kind holds it. */
    private static Object plain(Object value) {
        if (value instanceof Money money) {
            return money.amount();
        }
        return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object value, Object other) {
        if (value instanceof Number a && other instanceof Number b && a.getClass() != b.getClass()) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
        }
        return ((Comparable) value).compareTo(other);
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static Pattern pattern(TextPattern text) {
        return Pattern.compile(
                text.pieces().stream().map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
