package org.penglai.crm.records.internal.types;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penglai.crm.records.spi.StoredType;

/**
 * What is known of all types at one moment; replaced as a whole whenever something changes.
 *
 * @param active types of installed modules by name
 * @param removed types of modules that were removed, by name
 * @param code the registration that is in use, by type name
 * @param problems by module
 * @param undecided whether a registration still waits for its check
 */
record TypeState(
        Map<String, StoredType> active,
        Map<String, StoredType> removed,
        Map<String, Registration> code,
        Map<String, List<String>> problems,
        boolean undecided) {
    static final TypeState EMPTY = new TypeState(Map.of(), Map.of(), Map.of(), Map.of(), false);

    /** The same types with other registrations; of several that fit the latest is in use. */
    TypeState with(Collection<Registration> registrations) {
        Map<String, StoredType> nowActive = new TreeMap<>(active);
        Map<String, StoredType> nowRemoved = new HashMap<>(removed);
        Map<String, Registration> nowCode = new HashMap<>();
        for (Registration registration : registrations) {
            if (registration.admitted() != null) {
                nowCode.put(registration.typeName(), registration);
                nowActive.put(registration.typeName(), registration.admitted());
                nowRemoved.remove(registration.typeName());
            }
        }
        Map<String, List<String>> nowProblems = registrations.stream()
                .filter(registration -> !registration.problems().isEmpty())
                .collect(Collectors.groupingBy(
                        Registration::module,
                        Collectors.flatMapping(registration -> registration.problems().stream(), Collectors.toList())));
        return new TypeState(
                nowActive,
                nowRemoved,
                nowCode,
                nowProblems,
                registrations.stream().anyMatch(Registration::undecided));
    }

    /** The same with the module's types moved to the removed ones. */
    TypeState without(String module) {
        Map<String, StoredType> nowActive = new TreeMap<>(active);
        Map<String, StoredType> nowRemoved = new HashMap<>(removed);
        active.values().stream()
                .filter(type -> type.module().equals(module))
                .forEach(type -> nowRemoved.put(type.name(), nowActive.remove(type.name())));
        return new TypeState(nowActive, nowRemoved, code, problems, undecided);
    }

    /** The same, as if the removed types of the module had never been there. */
    TypeState purged(String module) {
        Map<String, StoredType> nowRemoved = new HashMap<>(removed);
        nowRemoved.values().removeIf(type -> type.module().equals(module));
        return new TypeState(active, nowRemoved, code, problems, undecided);
    }

    static TypeState of(List<TypeTable.Row> rows) {
        Map<String, StoredType> active = new TreeMap<>();
        Map<String, StoredType> removed = new LinkedHashMap<>();
        rows.forEach(row -> (row.removed() ? removed : active).put(row.type().name(), row.type()));
        return new TypeState(active, removed, Map.of(), Map.of(), false);
    }

    /** Who keeps another module from bringing this type; empty if nobody does. */
    Optional<StoredType> holder(StoredType wanted) {
        return active.values().stream()
                .filter(type -> type.name().equals(wanted.name())
                        ? !type.module().equals(wanted.module())
                        : Objects.equals(type.table(), wanted.table()))
                .findFirst();
    }
}
