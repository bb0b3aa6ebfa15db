package org.penglai.crm.api.records;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;

/**
 * Everything a capability says of one of its record types. Immutable; made by {@link #of(String, String, Class)}.
 *
 * @param type plural REST name, lowerCamelCase; third parties prefix it with their vendor name
 * @param module feature name of the owning module
 * @param unit persistence unit of the entity
 * @param entity the JPA entity, with a constructor without parameters
 * @param label name of one record
 * @param plural name of many
 * @param titleField field that names a record; of kind text
 * @param englishTitleField field that names a record for readers of English where it is filled; null if none
 * @param numberField field that the platform numbers, null if none
 * @param numberPattern pattern such as {@code SO-{yyyyMM}-{seq:4}}, null if none
 * @param fields own fields in order; the system fields are the platform's
 * @param keys sets of fields that identify a record in an upsert, best first; the first key is unique
 * @param views shipped lists, the first is the default
 * @param sections groups of fields on form and page
 * @param hooks run at each write, in order
 * @param actions what can be done to a record
 * @param traits what the type takes part in
 * @param timelines how its records appear in the timelines of others
 * @param vCard fields by what a vCard says; empty if records cannot be exchanged as such
 * @param touches further types that hooks or actions may write in the same transaction
 */
public record RecordDefinition(
        String type,
        String module,
        String unit,
        Class<? extends RecordEntity> entity,
        Localized label,
        Localized plural,
        String titleField,
        String englishTitleField,
        String numberField,
        String numberPattern,
        List<FieldDefinition> fields,
        List<List<String>> keys,
        List<ViewDefinition> views,
        List<SectionDefinition> sections,
        List<RecordHook> hooks,
        List<ActionDefinition> actions,
        List<Trait> traits,
        List<TimelineDefinition> timelines,
        Map<VCardProperty, String> vCard,
        List<String> touches) {
    public RecordDefinition {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(module, "module of " + type);
        Objects.requireNonNull(unit, "unit of " + type);
        Objects.requireNonNull(entity, "entity of " + type);
        Objects.requireNonNull(label, "label of " + type);
        Objects.requireNonNull(plural, "plural of " + type);
        Objects.requireNonNull(titleField, "title field of " + type);
        fields = List.copyOf(fields);
        keys = List.copyOf(keys);
        views = List.copyOf(views);
        sections = List.copyOf(sections);
        hooks = List.copyOf(hooks);
        actions = List.copyOf(actions);
        traits = List.copyOf(traits);
        timelines = List.copyOf(timelines);
        vCard = Map.copyOf(vCard);
        touches = List.copyOf(touches);
    }

    /** A type whose records have one name. */
    public RecordDefinition(
            String type,
            String module,
            String unit,
            Class<? extends RecordEntity> entity,
            Localized label,
            Localized plural,
            String titleField,
            String numberField,
            String numberPattern,
            List<FieldDefinition> fields,
            List<List<String>> keys,
            List<ViewDefinition> views,
            List<SectionDefinition> sections,
            List<RecordHook> hooks,
            List<ActionDefinition> actions,
            List<Trait> traits,
            List<TimelineDefinition> timelines,
            Map<VCardProperty, String> vCard,
            List<String> touches) {
        this(
                type,
                module,
                unit,
                entity,
                label,
                plural,
                titleField,
                null,
                numberField,
                numberPattern,
                fields,
                keys,
                views,
                sections,
                hooks,
                actions,
                traits,
                timelines,
                vCard,
                touches);
    }

    /** Starts a definition: {@code of("crm-customers", "customers", Customer.class)}. */
    public static RecordDefinitionBuilder of(String module, String type, Class<? extends RecordEntity> entity) {
        return new RecordDefinitionBuilder(module, type, entity);
    }

    /** The same with further rules and actions, behind the own ones: how the platform serves a trait. */
    public RecordDefinition plus(
            List<RecordHook> moreHooks, List<ActionDefinition> moreActions, List<String> moreTouches) {
        return new RecordDefinition(
                type,
                module,
                unit,
                entity,
                label,
                plural,
                titleField,
                englishTitleField,
                numberField,
                numberPattern,
                fields,
                keys,
                views,
                sections,
                joined(hooks, moreHooks),
                joined(actions, moreActions),
                traits,
                timelines,
                vCard,
                joined(touches, moreTouches));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** The own field of that name. */
    public Optional<FieldDefinition> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
