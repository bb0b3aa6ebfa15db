package org.penglai.crm.records.internal.types;

import java.util.Locale;
import java.util.regex.Pattern;

/** The default name of a column: {@code annualRevenue} is stored in {@code annual_revenue}. */
final class SnakeCase {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SnakeCase() {}

    static String of(String camelCase) {
        return HUMP.matcher(camelCase).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
