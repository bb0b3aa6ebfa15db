package org.penglai.crm.sales.internal.scoring;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How a rule looks at a field's value. Case does not matter. */
enum Comparison {
    EQUALS("equals", (value, wanted) -> any(wanted, value::equals)),
    BEGINS("begins", (value, wanted) -> any(wanted, value::startsWith)),
    CONTAINS("contains", (value, wanted) -> any(wanted, value::contains)),
    AT_LEAST(
            "atLeast",
            (value, wanted) -> isNumber(value)
                    && isNumber(wanted)
                    && new BigDecimal(value).compareTo(new BigDecimal(wanted)) >= 0),
    FILLED("filled", (value, wanted) -> !value.isEmpty()),
    EMPTY("empty", (value, wanted) -> value.isEmpty());

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})?");
    private static final Pattern COMMA = Pattern.compile("[,，;；、]");

    private final String code;
    private final BiPredicate<String, String> test;

    Comparison(String code, BiPredicate<String, String> test) {
        this.code = code;
        this.test = test;
    }

    static Comparison of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    String code() {
        return code;
    }

    /** Whether it asks what the value is, and not only whether there is one. */
    boolean looksInside() {
        return this != FILLED && this != EMPTY;
    }

    boolean holds(Object value, String wanted) {
        return test.test(
                value == null ? "" : value.toString().strip().toLowerCase(Locale.ROOT),
                wanted == null ? "" : wanted.strip().toLowerCase(Locale.ROOT));
    }

    static boolean isNumber(String text) {
        return text != null && NUMBER.matcher(text.strip()).matches();
    }

    private static boolean any(String wanted, Predicate<String> test) {
        return COMMA.splitAsStream(wanted)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .anyMatch(test);
    }
}
