package org.penglai.crm.records.internal.views;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.query.SavedQueries;
import org.penglai.crm.records.spi.Views;

/** What a view must be like to be kept. */
final class ViewRules {
    private static final int NAME = 80;
    private static final int FILTER = 4_000;
    private static final int SORT = 500;
    private static final int COLUMNS = 100;
    private static final Set<String> DENSITIES = Set.of("compact", "default", "comfortable");

    private final SavedQueries queries;

    ViewRules(SavedQueries queries) {
        this.queries = queries;
    }

    /** @throws Invalid naming every member that does not fit */
    void check(Caller caller, String type, Views.Content content) {
        List<Violation> violations = new ArrayList<>();
        if (content.name().isBlank() || content.name().length() > NAME) {
            violations.add(Violation.of("name", "required", "请填写名称，最多 80 字。", "Needs 1 to 80 characters."));
        }
        tooLong("filter", content.filter(), FILTER, violations);
        tooLong("sort", content.sort(), SORT, violations);
        if (content.columns().size() > COLUMNS
                || new HashSet<>(content.columns()).size() < content.columns().size()) {
            violations.add(
                    Violation.of("columns", "tooMany", "最多 100 列，且不能重复。", "At most 100 columns, each of them once."));
        }
        if (content.density() != null && !DENSITIES.contains(content.density())) {
            violations.add(Violation.of(
                    "density",
                    "unknownOption",
                    "应为 compact、default 或 comfortable。",
                    "Must be compact, default or comfortable."));
        }
        if (violations.isEmpty()) {
            violations.addAll(queries.check(
                    caller, type, content.filter(), content.q(), content.sort(), content.columns(), content.groupBy()));
        }
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    private static void tooLong(String field, String text, int limit, List<Violation> violations) {
        if (text.length() > limit) {
            violations.add(
                    Violation.of(field, "tooLong", "最多 " + limit + " 个字符。", "At most " + limit + " characters."));
        }
    }
}
