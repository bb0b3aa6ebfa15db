package org.penglai.crm.api.records;

import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.Localized;

/**
 * A field as its capability declares it. Column, Java type and length come from the entity's JPA mapping.
 *
 * @param name camelCase English, as in JSON
 * @param kind never null
 * @param attribute name of the entity's attribute
 * @param label never null
 * @param help longer explanation, may be null
 * @param required must have a value in every record
 * @param readOnly set by the platform, hooks and actions only
 * @param searchable found by the list's search box
 * @param options for enumerations and picklists, else empty
 * @param target type that a reference points to, else null
 * @param targets types that links may lead to, empty for any and unless links
 * @param onDelete what follows the deletion of the target, null unless a reference
 * @param defaultValue in JSON form, may be null
 * @param aliases further column titles that an import takes for this field
 * @param restrictWhile of a reference: while all of this holds for a record, its target cannot be deleted; otherwise
 *     onDelete says what follows. Empty for none
 * @param sensitive whether the values are kept encrypted; personal, too
 * @param personal whether the values tell something of a person
 * @param computed whether what clients send for it is ignored
 */
public record FieldDefinition(
        String name,
        FieldKind kind,
        String attribute,
        Localized label,
        Localized help,
        boolean required,
        boolean readOnly,
        boolean searchable,
        List<Option> options,
        String target,
        List<String> targets,
        OnDelete onDelete,
        Object defaultValue,
        List<String> aliases,
        List<ActionCondition> restrictWhile,
        boolean sensitive,
        boolean personal,
        boolean computed) {
    public FieldDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(attribute, "attribute");
        Objects.requireNonNull(label, "label of " + name);
        options = List.copyOf(options);
        targets = List.copyOf(targets);
        aliases = List.copyOf(aliases);
        restrictWhile = List.copyOf(restrictWhile);
    }

    /** A field that never stands against a deletion other than by {@code onDelete}. */
    public FieldDefinition(
            String name,
            FieldKind kind,
            String attribute,
            Localized label,
            Localized help,
            boolean required,
            boolean readOnly,
            boolean searchable,
            List<Option> options,
            String target,
            List<String> targets,
            OnDelete onDelete,
            Object defaultValue,
            List<String> aliases) {
        this(
                name,
                kind,
                attribute,
                label,
                help,
                required,
                readOnly,
                searchable,
                options,
                target,
                targets,
                onDelete,
                defaultValue,
                aliases,
                List.of(),
                false,
                false,
                false);
    }

    /** A field that is not computed. */
    public FieldDefinition(
            String name,
            FieldKind kind,
            String attribute,
            Localized label,
            Localized help,
            boolean required,
            boolean readOnly,
            boolean searchable,
            List<Option> options,
            String target,
            List<String> targets,
            OnDelete onDelete,
            Object defaultValue,
            List<String> aliases,
            List<ActionCondition> restrictWhile,
            boolean sensitive,
            boolean personal) {
        this(
                name,
                kind,
                attribute,
                label,
                help,
                required,
                readOnly,
                searchable,
                options,
                target,
                targets,
                onDelete,
                defaultValue,
                aliases,
                restrictWhile,
                sensitive,
                personal,
                false);
    }
}
