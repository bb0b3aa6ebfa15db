package org.penglai.crm.search.internal.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Which fields of a type are searched: its title, its number, what is declared searchable, short texts of administrators'
 * fields, and whatever reaches somebody.
 */
public final class SearchedFields {
    private static final Set<FieldKind> WRITTEN = Set.of(
            FieldKind.TEXT,
            FieldKind.LONG_TEXT,
            FieldKind.PHONE,
            FieldKind.EMAIL,
            FieldKind.URL,
            FieldKind.CREDIT_CODE);
    private static final Set<FieldKind> ALWAYS = Set.of(FieldKind.PHONE, FieldKind.EMAIL, FieldKind.CREDIT_CODE);

    private static final String COMMA = ",";

    private SearchedFields() {}

    /** Without the title. */
    public static List<StoredField> of(StoredType type) {
        return type.fields().values().stream()
                .filter(field -> !field.system() && !field.name().equals(type.titleField()))
                .filter(field -> WRITTEN.contains(field.kind()))
                // Of sensitive values the index holds keyed tokens of phones and nothing else.
                .filter(field -> !field.sensitive() || field.kind() == FieldKind.PHONE)
                .filter(field -> field.searchable()
                        || field.custom() && field.kind() == FieldKind.TEXT
                        || ALWAYS.contains(field.kind())
                        || field.name().equals(type.numberField()))
                .toList();
    }

    /** Whether it is a name that people also say: short texts that are no numbers. */
    public static boolean isSpoken(StoredType type, StoredField field) {
        return field.kind() == FieldKind.TEXT && !field.name().equals(type.numberField());
    }

    /** Changes when other fields are searched, so that the type must be read anew. */
    static String signature(StoredType type) {
        return Stream.concat(Stream.of(type.titleField()), of(type).stream().map(StoredField::name))
                .collect(Collectors.joining(COMMA));
    }

    /**
     * Which records of the type must be read anew, as a filter: if fields were but added, those with a value in one of
     * them, which of a new field are none yet; else all, which is the empty filter.
     *
     * @param signature of the type when it was read; null if it never was
     */
    static String changedSince(StoredType type, String signature) {
        if (signature == null) {
            return "";
        }
        List<String> before = List.of(signature.split(COMMA));
        List<String> now = List.of(signature(type).split(COMMA));
        if (!before.get(0).equals(now.get(0)) || !new HashSet<>(now).containsAll(before)) {
            return "";
        }
        return now.stream()
                .filter(name -> !before.contains(name))
                .map(name -> name + "=null=false")
                .collect(Collectors.joining(COMMA, "(", ")"));
    }
}
