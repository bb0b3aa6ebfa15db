package org.penglai.crm.rest.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.persistence.spi.Ids;

/** The parameters of a request: each at most once, and only those that the resource knows. */
public final class QueryParameters {
    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /** @throws Malformed if the query is badly encoded or names a parameter twice */
    static QueryParameters parse(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                String name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
                String value = equals < 0 ? "" : PercentCoding.decode(pair.substring(equals + 1), true);
                if (values.put(name, value) != null) {
                    throw bad(name, "duplicateParameter", "参数重复。", "The parameter is given twice.");
                }
            }
        }
        return new QueryParameters(values);
    }

    /** Refuses every other parameter, so that a slip of the pen is not silently ignored. */
    public QueryParameters allow(Set<String> names) {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw bad(name, "unknownParameter", "没有这个参数。", "There is no such parameter.");
            }
        }
        return this;
    }

    /** Names of the parameters that are there. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The value, or the given one when the parameter is missing. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** The value, if the parameter is there. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Where a page begins that goes on behind an entry: the entry's id; empty for the first page. */
    public Optional<Long> cursor() {
        return text("cursor").filter(text -> !text.isEmpty()).map(text -> {
            long id = Ids.parse(text);
            if (id <= 0) {
                throw bad("cursor", "badCursor", "无法识别。", "Cannot be read.");
            }
            return id;
        });
    }

    /** The value as a whole number within the bounds. */
    public int integer(String name, int from, int to, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        if (text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()) {
            int value = Integer.parseInt(text);
            if (value >= from && value <= to) {
                return value;
            }
        }
        String bounds = from + " – " + to;
        throw bad(name, "outOfRange", "应为 " + bounds + " 之间的整数。", "Must be a whole number, " + bounds + ".");
    }

    /** A {@link Malformed} that names the parameter. */
    public static Malformed bad(String name, String code, String zh, String en) {
        Localized text = Localized.of("参数 " + name + "：" + zh, "Parameter " + name + ": " + en);
        return new Malformed(code, text, Violation.of(name, code, zh, en));
    }
}
