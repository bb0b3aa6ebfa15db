package org.penglai.crm.records.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.ViewDefinition;
import org.penglai.crm.api.security.Caller;

/**
 * What callers see of a type. Of users everybody who is signed in sees who they are and where they belong, for pickers and
 * columns with owners; the rest takes the right to read users, like any other type.
 */
public final class OpenFields {
    private static final String USERS = "users";
    private static final Set<String> OF_USERS = Set.of(
            SystemFields.ID,
            SystemFields.VERSION,
            SystemFields.CREATED_AT,
            SystemFields.UPDATED_AT,
            "name",
            "department",
            "status");

    private OpenFields() {}

    /** Whether the caller sees anything of the type's records. */
    public static boolean sees(Caller caller, String type) {
        return type.equals(USERS) || caller.may(type + ":read");
    }

    /** The type as the caller sees it; empty without any right to see it. */
    public static Optional<StoredType> of(Caller caller, StoredType type) {
        if (caller.may(type.name() + ":read")) {
            return Optional.of(type);
        }
        return type.name().equals(USERS) ? Optional.of(narrow(type)) : Optional.empty();
    }

    private static StoredType narrow(StoredType type) {
        Map<String, StoredField> fields = new LinkedHashMap<>(type.fields());
        fields.keySet().retainAll(OF_USERS);
        return new StoredType(
                type.name(),
                type.module(),
                type.moduleVersion(),
                type.unit(),
                type.table(),
                type.label(),
                type.plural(),
                type.titleField(),
                fields.containsKey(type.englishTitleField()) ? type.englishTitleField() : null,
                type.numberField(),
                type.numberPattern(),
                fields,
                List.of(),
                type.views().stream().map(OpenFields::narrow).toList(),
                type.sections().stream()
                        .map(OpenFields::narrow)
                        .filter(section -> !section.fields().isEmpty())
                        .toList(),
                List.of(),
                List.of(),
                type.timelines(),
                Map.of(),
                type.touches());
    }

    private static ViewDefinition narrow(ViewDefinition view) {
        return new ViewDefinition(view.id(), view.label(), open(view.columns()), view.sort(), view.filter());
    }

    private static SectionDefinition narrow(SectionDefinition section) {
        return new SectionDefinition(section.id(), section.label(), open(section.fields()));
    }

    private static List<String> open(List<String> names) {
        return names.stream().filter(OF_USERS::contains).toList();
    }
}
