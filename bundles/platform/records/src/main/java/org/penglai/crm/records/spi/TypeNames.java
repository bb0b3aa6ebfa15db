package org.penglai.crm.records.spi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.penglai.crm.api.records.Option;

/** Fields that name a record type: the choice is what is installed, not what somebody once knew of. */
public final class TypeNames {
    private TypeNames() {}

    /**
     * The type with a field that is chosen from the installed types that fit.
     *
     * @param field a field of kind text that holds the name of a type
     * @param among the installed types by name
     */
    public static StoredType chosen(
            StoredType declared, String field, Map<String, StoredType> among, Predicate<StoredType> fits) {
        List<Option> names = among.values().stream()
                .filter(fits)
                .sorted(Comparator.comparing(StoredType::name))
                .map(type -> new Option(type.name(), type.plural()))
                .toList();
        Map<String, StoredField> fields = new LinkedHashMap<>(declared.fields());
        fields.computeIfPresent(field, (name, known) -> known.choosing(names));
        return declared.with(fields, declared.sections());
    }
}
