package org.penglai.crm.records.internal.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.records.internal.query.Masking;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Timelines.FieldChange;

/** Understands the rows that audit keeps of a record. Safe for any thread. */
final class AuditItems {
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * What changed, field by field; empty for a creation and for what changes no field that the reader sees.
     *
     * @param whole the type with all its fields
     */
    Map<String, List<?>> changes(Row row, StoredType whole, FieldRights.Seen seen) {
        Map<String, List<?>> changes = changes(row);
        // What is no field, such as files, stays; so do fields that are no longer there.
        changes.keySet()
                .removeIf(name -> whole.fields().containsKey(name)
                        && !seen.type().fields().containsKey(name));
        changes.replaceAll((name, pair) -> seen.masked().contains(name)
                ? pair.stream()
                        .map(value ->
                                Masking.shown(seen.type().fields().get(name).kind(), value))
                        .collect(Collectors.toCollection(ArrayList::new))
                : pair);
        return changes;
    }

    private Map<String, List<?>> changes(Row row) {
        Map<String, List<?>> changes = new LinkedHashMap<>();
        if (row.entry().changes() == null || isCreation(row)) {
            return changes;
        }
        try {
            Map<?, ?> object = mapper.readValue(row.entry().changes(), Map.class);
            object.forEach((field, pair) -> {
                if (pair instanceof List<?> both && both.size() == 2) {
                    changes.put(String.valueOf(field), both);
                }
            });
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("audit row " + row.id() + " cannot be read", unreadable);
        }
        return changes;
    }

    static void references(StoredType type, Map<String, List<?>> changes, Map<String, Set<Long>> wanted) {
        changes.forEach((name, pair) ->
                pair.forEach(value -> FieldTexts.references(type.fields().get(name), value, wanted)));
    }

    static List<FieldChange> told(StoredType type, Map<String, List<?>> changes, FieldTexts texts) {
        List<FieldChange> told = new ArrayList<>();
        changes.forEach((name, pair) -> {
            StoredField field = type.fields().get(name);
            Object before = pair.get(0);
            Object after = pair.get(1);
            told.add(new FieldChange(
                    name,
                    field == null ? label(name) : field.label(),
                    before,
                    after,
                    texts.of(field, before),
                    texts.of(field, after)));
        });
        return told;
    }

    /** What audit tells of beside fields. */
    private static Localized label(String name) {
        return name.equals("attachments") ? Localized.of("附件", "File") : Localized.same(name);
    }

    static boolean isCreation(Row row) {
        return row.entry().operation().equals("created");
    }

    static Localized title(StoredType type, String operation) {
        return switch (operation) {
            case "created" ->
                Localized.of(
                        "创建了" + type.label().zh(),
                        "Created the " + lower(type.label().en()));
            case "updated" ->
                Localized.of(
                        "修改了" + type.label().zh(),
                        "Changed the " + lower(type.label().en()));
            case "deleted" ->
                Localized.of(
                        "删除了" + type.label().zh(),
                        "Deleted the " + lower(type.label().en()));
            case "restored" ->
                Localized.of(
                        "恢复了" + type.label().zh(),
                        "Restored the " + lower(type.label().en()));
            case "shared" -> Localized.of("调整了协作人", "Changed the team");
            case "unshared" -> Localized.of("移除了协作人", "Took somebody off the team");
            case "attached" -> Localized.of("添加了附件", "Attached a file");
            case "detached" -> Localized.of("移除了附件", "Removed a file");
            case "revealed" -> Localized.of("查看了敏感信息", "Looked at a sensitive value");
            case "undone" -> Localized.of("撤销了一次修改", "Took a change back");
            default ->
                type.actions().stream()
                        .filter(action -> action.name().equals(operation))
                        .map(StoredType.StoredAction::label)
                        .findFirst()
                        .orElse(Localized.same(operation));
        };
    }

    private static String lower(String label) {
        return label.toLowerCase(java.util.Locale.ROOT);
    }
}
