package org.penglai.crm.records.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.api.records.TimelineDefinition;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.records.VCardProperty;
import org.penglai.crm.api.records.ViewDefinition;
import org.penglai.crm.vault.spi.FieldKeys;

/**
 * A record type as plain platform data, also kept in table crm_type. Reading needs nothing else, so it goes on while
 * the capability is being swapped.
 *
 * @param name plural REST name
 * @param module feature name of the owner
 * @param moduleVersion bundle version that registered it last
 * @param unit persistence unit
 * @param table database table
 * @param label one record
 * @param plural many
 * @param titleField field that names a record
 * @param englishTitleField field that names a record for readers of English where it is filled; null if none
 * @param numberField numbered field, null if none
 * @param numberPattern null if none
 * @param fields own fields in order, then system fields; by name
 * @param keys upsert keys
 * @param views shipped lists
 * @param sections groups of fields
 * @param actions what can be done to a record
 * @param traits what the type takes part in
 * @param timelines how its records appear in the timelines of others
 * @param vCard fields by what a vCard says
 * @param touches types written together with this one
 */
public record StoredType(
        String name,
        String module,
        String moduleVersion,
        String unit,
        String table,
        Localized label,
        Localized plural,
        String titleField,
        String englishTitleField,
        String numberField,
        String numberPattern,
        Map<String, StoredField> fields,
        List<List<String>> keys,
        List<ViewDefinition> views,
        List<SectionDefinition> sections,
        List<StoredAction> actions,
        List<Trait> traits,
        List<TimelineDefinition> timelines,
        Map<VCardProperty, String> vCard,
        List<String> touches) {
    public StoredType {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        keys = List.copyOf(keys);
        views = List.copyOf(views);
        sections = List.copyOf(sections);
        actions = List.copyOf(actions);
        // Absent from what an earlier version stored.
        traits = traits == null ? List.of() : List.copyOf(traits);
        timelines = timelines == null ? List.of() : List.copyOf(timelines);
        vCard = vCard == null ? Map.of() : Map.copyOf(vCard);
        touches = List.copyOf(touches);
    }

    /** By the name alone: types are keys of maps on the path of every write, and all that they hold is much to go through. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The field of that name, own or system. */
    public Optional<StoredField> field(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }

    /** Fields that administrators have added and whose values lie in {@link #sideTable}; mostly none. */
    public List<StoredField> besides() {
        return fields.values().stream()
                .filter(field -> field.custom() && field.column() != null)
                .toList();
    }

    /** Table with the values of custom fields: one row a record that has any. May not exist while there are none. */
    public String sideTable() {
        return table + "_x";
    }

    /** The same type with other fields and groups of fields. */
    public StoredType with(Map<String, StoredField> otherFields, List<SectionDefinition> otherSections) {
        return with(numberField, numberPattern, otherFields, keys, views, otherSections, vCard);
    }

    /** The same type with its sensitive fields sealed by these keys. */
    public StoredType sealedBy(FieldKeys keys) {
        if (fields.values().stream().noneMatch(StoredField::sensitive)) {
            return this;
        }
        Map<String, StoredField> all = new LinkedHashMap<>(fields);
        all.replaceAll((key, field) -> field.sensitive() ? field.with(new FieldProtection(keys, name, key)) : field);
        return with(all, sections);
    }

    /**
     * The same type, knowing of each field whether its values tell something of a person.
     *
     * @param among all types by name
     */
    public StoredType withPersonalFields(Map<String, StoredType> among) {
        return PersonalFields.marked(this, among);
    }

    /** Whether records tell something of a person, so that they get keys of their own. */
    public boolean tellsOfPersons() {
        return fields.values().stream().anyMatch(StoredField::personal);
    }

    /** The same type with numbers that look otherwise. */
    public StoredType withNumbers(String otherPattern) {
        return with(numberField, otherPattern, fields, keys, views, sections, vCard);
    }

    /** Whether the type takes part in it. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Fields of kind links; mostly none. */
    public List<StoredField> links() {
        return fields.values().stream()
                .filter(field -> field.kind() == FieldKind.LINKS)
                .toList();
    }

    /** Fields of kind choices; mostly none. */
    public List<StoredField> choices() {
        return fields.values().stream()
                .filter(field -> field.kind() == FieldKind.CHOICES)
                .toList();
    }

    /** The field that names a record. */
    public StoredField title() {
        return fields.get(titleField);
    }

    /** The field that names a record for readers of English, where it is filled. */
    public Optional<StoredField> englishTitle() {
        return Optional.ofNullable(englishTitleField).map(fields::get);
    }

    /**
     * The same type with some of its fields; whatever names another one goes. The title must be among them.
     *
     * @param kept by name, in order
     */
    public StoredType withFields(Map<String, StoredField> kept) {
        return with(
                kept.containsKey(numberField) ? numberField : null,
                numberPattern,
                kept,
                keys.stream().filter(key -> kept.keySet().containsAll(key)).toList(),
                views.stream()
                        .map(view -> view(view, kept))
                        .filter(view -> view != null)
                        .toList(),
                sections.stream()
                        .map(section ->
                                new SectionDefinition(section.id(), section.label(), named(section.fields(), kept)))
                        .filter(section -> !section.fields().isEmpty())
                        .toList(),
                vCard.entrySet().stream()
                        .filter(entry -> kept.containsKey(entry.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private StoredType with(
            String otherNumberField,
            String otherPattern,
            Map<String, StoredField> otherFields,
            List<List<String>> otherKeys,
            List<ViewDefinition> otherViews,
            List<SectionDefinition> otherSections,
            Map<VCardProperty, String> otherCard) {
        return new StoredType(
                name,
                module,
                moduleVersion,
                unit,
                table,
                label,
                plural,
                titleField,
                otherFields.containsKey(englishTitleField) ? englishTitleField : null,
                otherNumberField,
                otherPattern,
                otherFields,
                otherKeys,
                otherViews,
                otherSections,
                actions,
                traits,
                timelines,
                otherCard,
                touches);
    }

    /** Null if the list is made by a field that is not there. */
    private ViewDefinition view(ViewDefinition view, Map<String, StoredField> kept) {
        boolean filtered = fields.keySet().stream()
                .filter(field -> !kept.containsKey(field))
                .anyMatch(gone -> view.filter().contains(gone));
        boolean sorted = fields.keySet().stream()
                .filter(field -> !kept.containsKey(field))
                .anyMatch(gone -> view.sort().contains(gone));
        return filtered
                ? null
                : new ViewDefinition(
                        view.id(), view.label(), named(view.columns(), kept), sorted ? "" : view.sort(), view.filter());
    }

    private static List<String> named(List<String> names, Map<String, StoredField> kept) {
        return names.stream()
                .filter(each -> kept.containsKey(each.contains(".") ? each.substring(0, each.indexOf('.')) : each))
                .toList();
    }

    /**
     * @param arguments fields of the request's body
     * @param conditions what holds for records that it can be done to
     */
    public record StoredAction(
            String name, Localized label, List<StoredField> arguments, List<ActionCondition> conditions) {
        public StoredAction {
            arguments = List.copyOf(arguments);
            // Absent from what an earlier version stored.
            conditions = conditions == null ? List.of() : List.copyOf(conditions);
        }
    }
}
