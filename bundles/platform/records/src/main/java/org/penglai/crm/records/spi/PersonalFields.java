package org.penglai.crm.records.spi;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Trait;

/**
 * Which values tell something of a person: those that the type says, all free ones of types whose records are persons, and
 * the words of types whose records can belong to one. Erasing a person takes all of it, so none of it may lie in clear in
 * what nothing is taken out of.
 */
public final class PersonalFields {
    /** Words that somebody wrote. */
    private static final Set<FieldKind> WORDS = Set.of(
            FieldKind.TEXT,
            FieldKind.LONG_TEXT,
            FieldKind.PHONE,
            FieldKind.EMAIL,
            FieldKind.URL,
            FieldKind.CREDIT_CODE,
            FieldKind.TAGS,
            FieldKind.EXTERNAL_IDS);

    /** What else tells one person from another. */
    private static final Set<FieldKind> TRAITS = Set.of(
            FieldKind.DATE,
            FieldKind.REGION,
            FieldKind.PICKLIST,
            FieldKind.CHOICES,
            FieldKind.MONEY,
            FieldKind.INTEGER,
            FieldKind.DECIMAL,
            FieldKind.PERCENT);

    private PersonalFields() {}

    /** Whether values of the kind are words that somebody wrote, and by which he would be found. */
    public static boolean isWords(FieldKind kind) {
        return WORDS.contains(kind);
    }

    /** The same type, knowing of each field whether it is personal, among all the types that there are. */
    static StoredType marked(StoredType type, Map<String, StoredType> among) {
        boolean persons = type.has(Trait.PERSON);
        if (!persons && !canBelong(type, among, new HashSet<>())) {
            return type;
        }
        Map<String, StoredField> all = new LinkedHashMap<>(type.fields());
        all.replaceAll((name, field) -> tells(type, field, persons) ? field.asPersonal() : field);
        return type.with(all, type.sections());
    }

    private static boolean tells(StoredType type, StoredField field, boolean persons) {
        boolean number = field.name().equals(type.numberField());
        boolean kernels = field.system() && !WORDS.contains(field.kind());
        return !number && !kernels && (WORDS.contains(field.kind()) || persons && TRAITS.contains(field.kind()));
    }

    /** Whether a record can be one person's: it links to persons, or goes along with one or with what is one's. */
    private static boolean canBelong(StoredType type, Map<String, StoredType> among, Set<String> seen) {
        if (!seen.add(type.name())) {
            return false;
        }
        return type.fields().values().stream().anyMatch(field -> {
            if (field.kind() == FieldKind.LINKS) {
                return field.targets().isEmpty()
                        || field.targets().stream().anyMatch(target -> isPerson(among.get(target)));
            }
            StoredType target = field.onDelete() == OnDelete.CASCADE ? among.get(field.target()) : null;
            return target != null && (isPerson(target) || canBelong(target, among, seen));
        });
    }

    private static boolean isPerson(StoredType type) {
        return type != null && type.has(Trait.PERSON);
    }
}
