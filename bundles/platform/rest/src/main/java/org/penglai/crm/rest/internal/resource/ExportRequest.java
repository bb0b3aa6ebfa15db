package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.persistence.spi.Ids;

/** Reads the body of an export. */
final class ExportRequest {
    private static final int MOST_IDS = 5_000;
    private static final Set<String> TEXTS = Set.of("format", "encoding", "version", "filter", "q", "sort");
    private static final Set<String> LISTS = Set.of("fields", "ids");
    private static final String MARK = "bom";

    private ExportRequest() {}

    /** @throws Invalid naming all that does not fit */
    static RecordExport.Request of(String type, Map<String, Object> body) {
        List<Violation> violations = new ArrayList<>();
        body.forEach((name, value) -> check(name, value, violations));
        List<Long> ids = ids(body, violations);
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return new RecordExport.Request(
                type,
                text(body, "format", "csv"),
                text(body, "encoding", ""),
                (Boolean) body.getOrDefault(MARK, Boolean.TRUE),
                text(body, "version", "4.0"),
                text(body, "filter", ""),
                text(body, "q", ""),
                text(body, "sort", ""),
                list(body, "fields").stream().map(String.class::cast).toList(),
                ids);
    }

    private static void check(String name, Object value, List<Violation> violations) {
        boolean fits;
        if (TEXTS.contains(name)) {
            fits = value instanceof String;
        } else if (LISTS.contains(name)) {
            fits = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        } else if (name.equals(MARK)) {
            fits = value instanceof Boolean;
        } else {
            violations.add(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member."));
            return;
        }
        if (!fits) {
            violations.add(Violation.of(name, "wrongType", "类型不符。", "Is of the wrong type."));
        }
    }

    private static List<Long> ids(Map<String, Object> body, List<Violation> violations) {
        List<Long> ids = new ArrayList<>();
        List<?> given = list(body, "ids");
        if (given.size() > MOST_IDS) {
            violations.add(Violation.of(
                    "ids",
                    "tooMany",
                    "一次最多 " + MOST_IDS + " 条，请按条件导出。",
                    "At most " + MOST_IDS + " at a time; export by filter."));
            return ids;
        }
        for (int place = 0; place < given.size(); place++) {
            long id = given.get(place) instanceof String text ? Ids.parse(text) : -1;
            if (id < 0) {
                violations.add(Violation.of("ids[" + place + "]", "invalidId", "不是有效的记录编号。", "Is no record id."));
            }
            ids.add(id);
        }
        return ids;
    }

    private static List<?> list(Map<String, Object> body, String name) {
        return body.get(name) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<String, Object> body, String name, String otherwise) {
        return (String) body.getOrDefault(name, otherwise);
    }
}
