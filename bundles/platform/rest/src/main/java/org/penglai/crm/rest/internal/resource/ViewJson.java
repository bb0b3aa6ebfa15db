package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Views;

/** Views as JSON, both ways. */
final class ViewJson {
    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String COLUMNS = "columns";
    private static final String SHARED = "shared";
    private static final String SHARED_WITH = "sharedWith";
    /** May be left out or null. */
    private static final List<String> TEXTS = List.of("filter", "q", "sort", "groupBy", "density");
    /** What a client may send back as it came; told, never taken. */
    private static final Set<String> TOLD = Set.of("id", "version", "mine", "default", "owner");

    private static final Views.Content NOTHING = new Views.Content("", "", "", "", List.of(), null, null, false);

    private ViewJson() {}

    static Map<String, Object> of(Views.View view) {
        Views.Content content = view.content();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Ids.format(view.id()));
        json.put("version", view.version());
        json.put(TYPE, view.type());
        json.put(NAME, content.name());
        json.put("filter", content.filter());
        json.put("q", content.q());
        json.put("sort", content.sort());
        json.put(COLUMNS, content.columns());
        json.put("groupBy", content.groupBy());
        json.put("density", content.density());
        json.put(SHARED, content.shared());
        json.put(SHARED_WITH, content.audience().name().toLowerCase(Locale.ROOT));
        json.put("mine", view.mine());
        json.put("default", view.isDefault());
        Map<String, Object> owner = new LinkedHashMap<>();
        owner.put("id", Ids.format(view.ownerId()));
        owner.put("title", view.owner());
        json.put("owner", owner);
        return json;
    }

    /** @throws Invalid naming the members that do not fit */
    static Draft draft(Map<String, Object> body) {
        List<Violation> violations = new ArrayList<>();
        Views.Content content = read(NOTHING, body, violations);
        if (!(body.get(TYPE) instanceof String type) || type.isEmpty()) {
            violations.add(Violation.of(TYPE, "required", "不能为空。", "Is required."));
        }
        refuse(violations);
        return new Draft((String) body.get(TYPE), content);
    }

    /** @throws Invalid naming the members that do not fit; the type of a view stays */
    static Views.Content patched(Views.Content before, Map<String, Object> patch) {
        List<Violation> violations = new ArrayList<>();
        Views.Content content = read(before, patch, violations);
        if (patch.containsKey(TYPE)) {
            violations.add(Violation.of(TYPE, "readOnly", "不能修改。", "Cannot be changed."));
        }
        refuse(violations);
        return content;
    }

    private static Views.Content read(Views.Content before, Map<String, Object> body, List<Violation> violations) {
        body.keySet().stream()
                .filter(name -> !TEXTS.contains(name)
                        && !TOLD.contains(name)
                        && !Set.of(TYPE, NAME, COLUMNS, SHARED, SHARED_WITH).contains(name))
                .forEach(name ->
                        violations.add(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member.")));
        return new Views.Content(
                text(NAME, before.name(), "", body, violations),
                text("filter", before.filter(), "", body, violations),
                text("q", before.q(), "", body, violations),
                text("sort", before.sort(), "", body, violations),
                columns(before.columns(), body.getOrDefault(COLUMNS, before.columns()), violations),
                text("groupBy", before.groupBy(), null, body, violations),
                text("density", before.density(), null, body, violations),
                audience(before.audience(), body, violations));
    }

    private static String text(
            String member, String before, String none, Map<String, Object> body, List<Violation> violations) {
        Object value = body.containsKey(member) ? body.get(member) : before;
        if (value == null || value instanceof String) {
            return value == null ? none : (String) value;
        }
        violations.add(Violation.of(member, "wrongType", "应为文本。", "Must be text."));
        return none;
    }

    private static List<String> columns(List<String> before, Object value, List<Violation> violations) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.stream().allMatch(name -> name instanceof String text && !text.contains(","))) {
            return list.stream().map(String.class::cast).toList();
        }
        violations.add(Violation.of(COLUMNS, "wrongType", "应为字段名的列表。", "Must be a list of field names."));
        return before;
    }

    /** The exact word, else the plain yes or no, which is what it was. */
    private static Views.Audience audience(
            Views.Audience before, Map<String, Object> body, List<Violation> violations) {
        if (body.containsKey(SHARED_WITH)) {
            for (Views.Audience one : Views.Audience.values()) {
                if (one.name().toLowerCase(Locale.ROOT).equals(body.get(SHARED_WITH))) {
                    return one;
                }
            }
            violations.add(Violation.of(
                    SHARED_WITH, "unknownOption", "应为 owner、department 或 all。", "Must be owner, department or all."));
            return before;
        }
        if (!body.containsKey(SHARED)) {
            return before;
        }
        if (body.get(SHARED) instanceof Boolean shared) {
            boolean same = shared == (before != Views.Audience.OWNER);
            return same ? before : shared ? Views.Audience.ALL : Views.Audience.OWNER;
        }
        violations.add(Violation.of(SHARED, "wrongType", "应为 true 或 false。", "Must be true or false."));
        return before;
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    /** A view to be made. */
    record Draft(String type, Views.Content content) {}
}
