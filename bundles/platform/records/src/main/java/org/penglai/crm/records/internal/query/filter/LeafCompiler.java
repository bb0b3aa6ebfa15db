package org.penglai.crm.records.internal.query.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.SealedColumns;

/** Makes a test of one field from operator and arguments. */
final class LeafCompiler {
    private final ExactValues exact;
    private final FragmentLimit fragments = new FragmentLimit(System::nanoTime);

    LeafCompiler(ExactValues exact) {
        this.exact = exact;
    }

    Predicate compile(FieldPath path, Operator operator, List<String> arguments, Caller caller, Instant now) {
        if (!path.isInitials() && !path.field().filterable()) {
            throw Violations.notFilterable(path.text());
        }
        if (operator == Operator.NULL) {
            return empty(path, arguments.get(0));
        }
        if (path.isInitials()) {
            return signed(operator, initials(path, operator, arguments));
        }
        if (path.field().sensitive()) {
            return signed(operator, sensitive(path, operator, arguments, caller, now));
        }
        return switch (path.field().kind()) {
            case TEXT, LONG_TEXT, EMAIL, URL -> signed(operator, text(path, operator, arguments));
            case TAGS -> signed(operator, tags(path, operator, arguments));
            case LINKS -> signed(operator, links(path, operator, arguments, caller, now));
            case CHOICES -> signed(operator, choices(path, operator, arguments, caller, now));
            case INSTANT -> instants(path, operator, arguments, caller, now);
            default -> values(path, operator, arguments, caller, now);
        };
    }

    /** Whole values and one fragment that is long enough; of parts it cannot be told where they stand. */
    private Predicate.Leaf sensitive(
            FieldPath path, Operator operator, List<String> arguments, Caller caller, Instant now) {
        if (operator.isRange()) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        boolean single = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL || operator == Operator.LIKE;
        if (!single || operator != Operator.LIKE && !arguments.get(0).contains("*")) {
            return new Predicate.Among(
                    path,
                    arguments.stream()
                            .flatMap(argument -> exact.read(path, argument, caller, now).stream())
                            .distinct()
                            .toList());
        }
        TextPattern pattern = path.field().kind() == FieldKind.PHONE
                ? codePattern(FieldKind.PHONE, arguments.get(0))
                : TextPattern.parse(arguments.get(0));
        List<String> pieces =
                pattern.pieces().stream().filter(piece -> !piece.isEmpty()).toList();
        if (pieces.size() != 1
                || pieces.get(0).codePointCount(0, pieces.get(0).length()) < SealedColumns.shortestFragment()) {
            throw Violations.badFragment(path.text(), SealedColumns.shortestFragment());
        }
        fragments.count(caller);
        return new Predicate.Matches(path, TextPattern.contains(pieces.get(0)));
    }

    private static Predicate empty(FieldPath path, String argument) {
        return switch (argument.toLowerCase(Locale.ROOT)) {
            case "true" -> new Predicate.Empty(path);
            case "false" -> new Predicate.Not(new Predicate.Empty(path));
            default -> throw Violations.badValue(path.text(), " true 或 false", "true or false");
        };
    }

    private static Predicate signed(Operator operator, Predicate.Leaf leaf) {
        return operator.isNegative() ? new Predicate.Not(leaf) : leaf;
    }

    private static Predicate.Leaf initials(FieldPath path, Operator operator, List<String> arguments) {
        String prefix = arguments.get(0).toLowerCase(Locale.ROOT);
        prefix = prefix.endsWith("*") ? prefix.substring(0, prefix.length() - 1) : prefix;
        if (operator.isRange() || arguments.size() > 1) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        return prefix(path, prefix).orElseThrow(() -> Violations.badValue(path.text(), "字母或数字", "letters or digits"));
    }

    /** Values that begin with the prefix, as a range over a column compared binary; empty if the prefix is none. */
    static Optional<Predicate.Between> prefix(FieldPath path, String prefix) {
        if (prefix.isEmpty() || prefix.chars().anyMatch(c -> c >= Character.MIN_SURROGATE)) {
            return Optional.empty();
        }
        int last = prefix.length() - 1;
        String next = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        return Optional.of(new Predicate.Between(path, prefix, true, next, false));
    }

    private static Predicate.Leaf text(FieldPath path, Operator operator, List<String> arguments) {
        if (operator.isRange()) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        List<TextPattern> patterns = arguments.stream().map(TextPattern::parse).toList();
        boolean several = operator == Operator.IN || operator == Operator.OUT;
        if (!several && !patterns.get(0).isLiteral()) {
            return new Predicate.Matches(path, patterns.get(0));
        }
        List<String> texts = several ? arguments : List.of(patterns.get(0).literal());
        return path.field().name().equals(path.type().numberField())
                ? new Predicate.Among(path, numbers(texts))
                : new Predicate.SameText(path, texts);
    }

    /** Numbers are written in one case throughout; so both cases serve, and the index does too. */
    private static List<Object> numbers(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Stream.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)))
                .distinct()
                .map(Object.class::cast)
                .toList();
    }

    private static Predicate.Leaf tags(FieldPath path, Operator operator, List<String> arguments) {
        Predicate.Leaf leaf = text(path, operator, arguments);
        return leaf instanceof Predicate.SameText same ? new Predicate.Tagged(path, same.texts()) : leaf;
    }

    private Predicate.Leaf links(
            FieldPath path, Operator operator, List<String> arguments, Caller caller, Instant now) {
        if (operator.isRange() || operator == Operator.LIKE) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        return new Predicate.Linked(
                path,
                arguments.stream()
                        .flatMap(argument -> exact.read(path, argument, caller, now).stream())
                        .map(Long.class::cast)
                        .distinct()
                        .toList());
    }

    private Predicate.Leaf choices(
            FieldPath path, Operator operator, List<String> arguments, Caller caller, Instant now) {
        if (operator.isRange() || operator == Operator.LIKE) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        return new Predicate.Chosen(
                path,
                arguments.stream()
                        .flatMap(argument -> exact.read(path, argument, caller, now).stream())
                        .map(String.class::cast)
                        .distinct()
                        .toList());
    }

    private Predicate values(FieldPath path, Operator operator, List<String> arguments, Caller caller, Instant now) {
        FieldKind kind = path.field().kind();
        if (isPattern(kind, operator, arguments)) {
            return signed(operator, new Predicate.Matches(path, codePattern(kind, arguments.get(0))));
        }
        if (operator.isRange()) {
            if (!isOrdered(kind)) {
                throw Violations.badOperator(path.text(), operator.symbol());
            }
            return range(
                    path,
                    operator,
                    exact.read(path, arguments.get(0), caller, now).get(0));
        }
        if (operator == Operator.LIKE) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        List<Object> wanted = arguments.stream()
                .flatMap(argument -> exact.read(path, argument, caller, now).stream())
                .distinct()
                .toList();
        return signed(operator, new Predicate.Among(path, wanted));
    }

    private static Predicate range(FieldPath path, Operator operator, Object bound) {
        return switch (operator) {
            case GREATER -> new Predicate.Between(path, bound, false, null, false);
            case GREATER_OR_EQUAL -> new Predicate.Between(path, bound, true, null, false);
            case LESS -> new Predicate.Between(path, null, false, bound, false);
            default -> new Predicate.Between(path, null, false, bound, true);
        };
    }

    /** Codes and phone numbers may be searched by a part of them, too. */
    private static boolean isPattern(FieldKind kind, Operator operator, List<String> arguments) {
        boolean coded = kind == FieldKind.PHONE || kind == FieldKind.CREDIT_CODE || kind == FieldKind.REGION;
        boolean single = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL || operator == Operator.LIKE;
        return coded && single && (operator == Operator.LIKE || arguments.get(0).contains("*"));
    }

    private static TextPattern codePattern(FieldKind kind, String text) {
        TextPattern pattern = TextPattern.parse(kind == FieldKind.PHONE ? text.replaceAll("[\\s\\-()]", "") : text);
        boolean nationalNumber = kind == FieldKind.PHONE
                && !pattern.pieces().get(0).isEmpty()
                && pattern.pieces().get(0).charAt(0) != '+';
        if (!nationalNumber) {
            return pattern;
        }
        List<String> anywhere = new ArrayList<>(List.of(""));
        anywhere.addAll(pattern.pieces());
        return new TextPattern(anywhere);
    }

    private static boolean isOrdered(FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, PERCENT, MONEY, DATE, ID -> true;
            default -> false;
        };
    }

    /** A bare date means the whole day where the caller lives. */
    private static Predicate instants(
            FieldPath path, Operator operator, List<String> arguments, Caller caller, Instant now) {
        if (operator == Operator.LIKE) {
            throw Violations.badOperator(path.text(), operator.symbol());
        }
        List<Predicate.Leaf> spans = arguments.stream()
                .map(argument -> span(path, argument, caller, now))
                .map(span -> instant(path, operator, span))
                .toList();
        if (spans.size() == 1) {
            return signed(operator, spans.get(0));
        }
        return operator.isNegative()
                ? new Predicate.And(spans.stream()
                        .map(leaf -> (Predicate) new Predicate.Not(leaf))
                        .toList())
                : new Predicate.Or(List.copyOf(spans));
    }

    private static Predicate.Leaf instant(FieldPath path, Operator operator, Span span) {
        return switch (operator) {
            case GREATER -> new Predicate.Between(path, span.end, !span.endIncluded, null, false);
            case GREATER_OR_EQUAL -> new Predicate.Between(path, span.start, true, null, false);
            case LESS -> new Predicate.Between(path, null, false, span.start, false);
            case LESS_OR_EQUAL -> new Predicate.Between(path, null, false, span.end, span.endIncluded);
            default -> new Predicate.Between(path, span.start, true, span.end, span.endIncluded);
        };
    }

    private static Span span(FieldPath path, String text, Caller caller, Instant now) {
        Optional<LocalDate> day = TimeValues.date(text, now, caller.zone());
        if (day.isPresent()) {
            return new Span(
                    TimeValues.startOf(day.get(), caller.zone()),
                    TimeValues.startOf(day.get().plusDays(1), caller.zone()),
                    false);
        }
        LocalDateTime moment = TimeValues.instant(text)
                .orElseThrow(() -> Violations.badValue(
                        path.text(),
                        "日期或时间，如 2026-03-01、today-30d 或 2026-03-01T08:00:00Z",
                        "a date or time such as 2026-03-01, today-30d or 2026-03-01T08:00:00Z"));
        return new Span(moment, moment, true);
    }

    private record Span(LocalDateTime start, LocalDateTime end, boolean endIncluded) {}
}
