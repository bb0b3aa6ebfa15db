package org.penglai.crm.exchange.internal.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.internal.imports.RecordIndex;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * What records are called where others refer to them: by title if nothing else has that title, else by number, else by
 * id; so that an import finds exactly them. For one export, for one thread.
 */
final class ReferenceNames {

    /** Names remembered for each type. */
    private static final int REMEMBERED = 20_000;

    /** A filter takes no more values. */
    private static final int PAGE = 200;

    private final Types types;
    private final RecordIndex index;
    private final RecordPages pages;
    private final Map<String, Map<String, String>> names = new HashMap<>();

    ReferenceNames(Types types, RecordIndex index, RecordPages pages) {
        this.types = types;
        this.index = index;
        this.pages = pages;
    }

    /** The name of a record whose page was {@linkplain #learn learnt}. */
    String of(String target, String id) {
        return names.getOrDefault(target, Map.of()).getOrDefault(id, id);
    }

    /**
     * Finds the names for a page of records.
     *
     * @param targets by member of the records' JSON: the type it refers to
     */
    void learn(List<JsonNode> rows, Map<String, String> targets) {
        Map<String, Map<String, String>> titles = new LinkedHashMap<>();
        targets.forEach((member, target) -> {
            Map<String, String> known = names.computeIfAbsent(target, t -> new HashMap<>());
            if (known.size() > REMEMBERED) {
                known.clear();
            }
        });
        targets.forEach((member, target) -> {
            for (JsonNode row : rows) {
                JsonNode value = row.path(member);
                for (JsonNode each : value.isArray() ? value : List.of(value)) {
                    String id = each.path("id").asText("");
                    if (!id.isEmpty() && !names.get(target).containsKey(id)) {
                        titles.computeIfAbsent(target, t -> new LinkedHashMap<>())
                                .put(id, each.path("title").asText(""));
                    }
                }
            }
        });
        titles.forEach(this::name);
    }

    private void name(String target, Map<String, String> titles) {
        Optional<StoredType> found = types.find(target);
        Map<String, String> known = names.get(target);
        if (found.isEmpty()) {
            titles.forEach((id, title) -> known.put(id, title.isEmpty() ? id : title));
            return;
        }
        StoredType type = found.get();
        known.putAll(those(type, titles));
        Map<String, String> rest = new LinkedHashMap<>(titles);
        rest.keySet().removeAll(known.keySet());
        if (type.numberField() != null) {
            // Who may not see the record has got no title, and gets no number.
            rest.values().removeIf(String::isEmpty);
            known.putAll(those(type, numbers(type, new ArrayList<>(rest.keySet()))));
        }
    }

    /** Those of the texts by which the import would find the very record. */
    private Map<String, String> those(StoredType type, Map<String, String> texts) {
        List<String> wanted = texts.values().stream()
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
        Map<String, List<Long>> byNumber = index.byNumber(type, wanted);
        Map<String, List<Long>> byTitle = index.byTitle(type, wanted);
        Map<String, String> unique = new HashMap<>();
        texts.forEach((id, text) -> {
            List<Long> meant = byNumber.containsKey(text) ? byNumber.get(text) : byTitle.get(text);
            if (Objects.equals(meant, List.of(Ids.parse(id)))) {
                unique.put(id, text);
            }
        });
        return unique;
    }

    private Map<String, String> numbers(StoredType type, List<String> ids) {
        Map<String, String> numbers = new HashMap<>();
        for (int from = 0; from < ids.size(); from += PAGE) {
            String filter = ids.subList(from, Math.min(from + PAGE, ids.size())).stream()
                    .collect(Collectors.joining(",", "id=in=(", ")"));
            pages.first(Caller.system(), type.name(), filter, List.of(type.numberField()), PAGE)
                    .forEach(row -> numbers.put(
                            row.get("id").asText(), row.path(type.numberField()).asText("")));
        }
        return numbers;
    }
}
