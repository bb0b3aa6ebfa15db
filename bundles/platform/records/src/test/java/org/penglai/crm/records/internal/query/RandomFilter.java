package org.penglai.crm.records.internal.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A filter as text together with what it should mean, written down independently of the code under test.
 *
 * @param text RSQL
 * @param test the same in Java
 */
record RandomFilter(String text, Predicate<FirmRow> test) {

    static RandomFilter make(Random random, int depth, Map<Long, FirmRow> rows) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaf(random, rows);
        }
        List<RandomFilter> parts = IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(at -> make(random, depth - 1, rows))
                .toList();
        boolean all = random.nextBoolean();
        return new RandomFilter(
                parts.stream().map(RandomFilter::text).collect(Collectors.joining(all ? ";" : ",", "(", ")")),
                row -> all
                        ? parts.stream().allMatch(part -> part.test.test(row))
                        : parts.stream().anyMatch(part -> part.test.test(row)));
    }

    private static RandomFilter leaf(Random random, Map<Long, FirmRow> rows) {
        RandomFilter own = ownLeaf(random);
        if (random.nextInt(4) != 0) {
            return own;
        }
        // Over the reference: a missing parent has no values, and no tags.
        FirmRow nobody = new FirmRow(0, Map.of(), List.of());
        return new RandomFilter("parent." + own.text, row -> {
            Long parent = (Long) row.value("parent");
            return own.test.test(parent == null ? nobody : rows.get(parent));
        });
    }

    private static RandomFilter ownLeaf(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> text(random);
            case 1 -> compare(random, "employees", "" + random.nextInt(12), value -> new BigDecimal(value.toString()));
            case 2 ->
                compare(
                        random,
                        "score",
                        BigDecimal.valueOf(random.nextInt(400), random.nextInt(3))
                                .toPlainString(),
                        value -> (BigDecimal) value);
            case 3 ->
                compare(
                        random,
                        "foundedOn",
                        LocalDate.of(2026, 6, 1).plusDays(random.nextInt(30)).toString(),
                        value -> BigDecimal.valueOf(((LocalDate) value).toEpochDay()));
            case 4 -> codes(random);
            case 5 -> moment(random);
            case 6 -> tag(random);
            default -> {
                boolean wanted = random.nextBoolean();
                String field = RandomFirms.pick(random, List.of("level", "score", "metAt", "owner", "email", "active"));
                yield new RandomFilter(field + "=null=" + wanted, row -> (row.value(field) == null) == wanted);
            }
        };
    }

    private static RandomFilter text(Random random) {
        String field = random.nextBoolean() ? "name" : "email";
        String sample = field.equals("name") ? RandomFirms.pick(random, RandomFirms.NAMES) : "a@x.cn";
        boolean before = random.nextBoolean();
        boolean after = random.nextBoolean();
        String literal = random.nextBoolean() ? sample : sample.substring(0, 1 + random.nextInt(sample.length() - 1));
        String escaped = literal.replace("\\", "\\\\").replace("*", "\\*");
        String operator = RandomFirms.pick(random, List.of("==", "!=", "=like="));
        Pattern pattern = Pattern.compile(
                (before ? ".*" : "") + Pattern.quote(literal.toLowerCase(Locale.ROOT)) + (after ? ".*" : ""),
                Pattern.DOTALL);
        return new RandomFilter(
                field + operator + "\"" + (before ? "*" : "") + escaped + (after ? "*" : "") + "\"", row -> {
                    String value = (String) row.value(field);
                    boolean matches =
                            value != null && pattern.matcher(folded(value)).matches();
                    return matches != operator.equals("!=");
                });
    }

    /** The test server folds ASCII only; the only other letter with case keeps its own in all samples. */
    private static String folded(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static RandomFilter compare(
            Random random, String field, String text, java.util.function.Function<Object, BigDecimal> number) {
        String operator = RandomFirms.pick(random, List.of("==", "!=", "=gt=", "=ge=", "=lt=", "=le="));
        BigDecimal bound =
                text.contains("-") ? BigDecimal.valueOf(LocalDate.parse(text).toEpochDay()) : new BigDecimal(text);
        return new RandomFilter(field + operator + text, row -> {
            Object value = row.value(field);
            if (value == null) {
                return operator.equals("!=");
            }
            int order = number.apply(value).compareTo(bound);
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "=gt=" -> order > 0;
                case "=ge=" -> order >= 0;
                case "=lt=" -> order < 0;
                default -> order <= 0;
            };
        });
    }

    private static RandomFilter codes(Random random) {
        Map<String, String> spelled = Map.of("A", "重点", "B", "usual", "C", "C");
        List<String> wanted = RandomFirms.LEVELS.stream()
                .filter(level -> random.nextBoolean())
                .toList();
        List<String> codes = wanted.isEmpty() ? List.of("A") : wanted;
        boolean out = random.nextBoolean();
        String list = codes.stream().map(spelled::get).collect(Collectors.joining(","));
        return new RandomFilter(
                "level=" + (out ? "out" : "in") + "=(" + list + ")",
                row -> (row.value("level") != null && codes.contains(row.value("level"))) != out);
    }

    /** A bare date is a whole day in Shanghai, which has no summer time. */
    private static RandomFilter moment(Random random) {
        LocalDate day = LocalDate.of(2026, 6, 10).plusDays(random.nextInt(10));
        LocalDateTime start =
                LocalDateTime.ofInstant(day.atStartOfDay().toInstant(ZoneOffset.ofHours(8)), ZoneOffset.UTC);
        LocalDateTime end = start.plusDays(1);
        String operator = RandomFirms.pick(random, List.of("==", "!=", "=gt=", "=ge=", "=lt=", "=le="));
        return new RandomFilter("metAt" + operator + day, row -> {
            LocalDateTime value = (LocalDateTime) row.value("metAt");
            if (value == null) {
                return operator.equals("!=");
            }
            return switch (operator) {
                case "==" -> !value.isBefore(start) && value.isBefore(end);
                case "!=" -> value.isBefore(start) || !value.isBefore(end);
                case "=gt=" -> !value.isBefore(end);
                case "=ge=" -> !value.isBefore(start);
                case "=lt=" -> value.isBefore(start);
                default -> value.isBefore(end);
            };
        });
    }

    private static RandomFilter tag(Random random) {
        String tag = RandomFirms.pick(random, RandomFirms.TAGS);
        boolean not = random.nextBoolean();
        return new RandomFilter(
                "tags" + (not ? "!=" : "==") + (random.nextBoolean() ? tag.toLowerCase(Locale.ROOT) : tag),
                row -> row.tags().contains(tag) != not);
    }
}
