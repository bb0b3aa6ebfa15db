package org.penglai.crm.records.internal.query.page;

import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/**
 * One part of the {@code sort} parameter.
 *
 * @param path name of the field, paths over references allowed
 * @param descending whether a minus stood before it
 */
public record SortTerm(String path, boolean descending) {
    private static final int MAX_TERMS = 8;

    /** Reads {@code name,-createdAt}; nothing means no order is asked for. */
    public static List<SortTerm> parse(String sort) {
        List<SortTerm> terms = new ArrayList<>();
        if (sort.isBlank()) {
            return terms;
        }
        String[] parts = sort.split(",", -1);
        if (parts.length > MAX_TERMS) {
            throw bad("最多 " + MAX_TERMS + " 个字段。", "At most " + MAX_TERMS + " fields.");
        }
        for (String part : parts) {
            String name = part.strip();
            boolean descending = name.startsWith("-");
            boolean signed = descending || name.startsWith("+");
            String path = signed ? name.substring(1) : name;
            if (path.isEmpty()) {
                throw bad("缺少字段名。", "The name of a field is missing.");
            }
            terms.add(new SortTerm(path, descending));
        }
        return terms;
    }

    private static Malformed bad(String zh, String en) {
        return new Malformed(
                "badSort",
                Localized.of("sort 无法解析：" + zh, "The sort cannot be parsed. " + en),
                Violation.of("sort", "badSort", zh, en));
    }
}
