package org.penglai.crm.exchange.internal.exports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * A filter as the audit keeps it. Nothing is ever taken out of the audit, so what somebody looked for in fields that tell
 * of persons is not written into it: the field, the comparison and how many rows left say enough.
 */
final class ToldFilter {
    private static final String UNSAID = "…";
    private static final Pattern COMPARISON = Pattern.compile("(?<field>[\\w.]+)(?<how>=\\w*=|!=|<=|>=|<|>)"
            + "(?<value>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'"
            + "|\\((?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|[^\"')])*\\)|[^;,()\\s]+)");

    private ToldFilter() {}

    /** @param filter null or empty for all records */
    static String of(StoredType type, String filter) {
        if (filter == null) {
            return null;
        }
        Matcher comparisons = COMPARISON.matcher(filter);
        return comparisons.replaceAll(found -> Matcher.quoteReplacement(
                isPlain(type, comparisons.group("field"))
                        ? found.group()
                        : comparisons.group("field") + comparisons.group("how") + UNSAID));
    }

    /** What was searched for in the text of records. */
    static String words(StoredType type, String words) {
        return words == null || words.isBlank() || !type.tellsOfPersons() ? words : UNSAID;
    }

    /** Fields behind a reference are of other types, so nothing is known of them here. */
    private static boolean isPlain(StoredType type, String field) {
        return type.field(field).filter(found -> !found.personal()).isPresent()
                && !type.field(field).map(StoredField::sensitive).orElse(false);
    }
}
