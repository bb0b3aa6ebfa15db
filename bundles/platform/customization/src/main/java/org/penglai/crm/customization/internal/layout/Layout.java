package org.penglai.crm.customization.internal.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.records.spi.StoredType;

/**
 * Groups of fields as an administrator arranged them. Fields that came later, or are not named, stay where their module
 * puts them, so that no upgrade hides what it brings.
 *
 * @param hidden fields that form and page leave out
 */
public record Layout(List<SectionDefinition> sections, Set<String> hidden) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Layout {
        sections = List.copyOf(sections);
        hidden = Set.copyOf(hidden);
    }

    /** The layout in a text of JSON; empty if it is none. */
    static Optional<Layout> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null || !root.path("sections").isArray()) {
                return Optional.empty();
            }
            List<SectionDefinition> sections = new ArrayList<>();
            for (JsonNode section : root.get("sections")) {
                Optional<List<String>> fields = names(section.path("fields"));
                JsonNode label = section.path("label");
                if (fields.isEmpty()
                        || !section.path("id").isTextual()
                        || !label.path("zh-CN").isTextual()
                        || !label.path("en").isTextual()) {
                    return Optional.empty();
                }
                sections.add(new SectionDefinition(
                        section.get("id").asText(),
                        Localized.of(
                                label.get("zh-CN").asText(), label.get("en").asText()),
                        fields.get()));
            }
            return names(root.path("hidden")).map(hidden -> new Layout(sections, new LinkedHashSet<>(hidden)));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** Nothing there means none. */
    private static Optional<List<String>> names(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return Optional.of(List.of());
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            if (!name.isTextual()) {
                return Optional.empty();
            }
            names.add(name.asText());
        }
        return list.isArray() ? Optional.of(names) : Optional.empty();
    }

    /** The groups of the type, arranged so. */
    public List<SectionDefinition> over(StoredType type) {
        Set<String> placed = new HashSet<>(hidden);
        Map<String, SectionDefinition> arranged = new LinkedHashMap<>();
        for (SectionDefinition section : sections) {
            List<String> fields = section.fields().stream()
                    .filter(name -> type.field(name).isPresent())
                    .toList();
            placed.addAll(fields);
            arranged.put(section.id(), new SectionDefinition(section.id(), section.label(), fields));
        }
        for (SectionDefinition declared : type.sections()) {
            List<String> rest = declared.fields().stream()
                    .filter(name -> !placed.contains(name))
                    .toList();
            if (!rest.isEmpty()) {
                arranged.merge(
                        declared.id(),
                        new SectionDefinition(declared.id(), declared.label(), rest),
                        (there, more) -> new SectionDefinition(there.id(), there.label(), joined(there, more)));
            }
        }
        return arranged.values().stream()
                .filter(section -> !section.fields().isEmpty())
                .toList();
    }

    private static List<String> joined(SectionDefinition first, SectionDefinition second) {
        List<String> fields = new ArrayList<>(first.fields());
        fields.addAll(second.fields());
        return fields;
    }
}
