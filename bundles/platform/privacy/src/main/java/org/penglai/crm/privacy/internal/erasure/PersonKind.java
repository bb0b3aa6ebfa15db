package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.text;

import java.util.Optional;
import org.jooq.Record;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Which records are persons: those of types with the trait, but where the type tells kinds apart only the persons. */
final class PersonKind {
    private static final String FIELD = "kind";
    private static final String PERSON = "person";

    private PersonKind() {}

    /** Whether records of the type can be persons. */
    static boolean isPerson(StoredType type) {
        return type.has(Trait.PERSON);
    }

    /** The field that tells persons from others; empty if all records of the type are persons. */
    static Optional<StoredField> field(StoredType type) {
        return Optional.ofNullable(type.fields().get(FIELD))
                .filter(field -> field.kind() == FieldKind.ENUMERATION && field.column() != null)
                .filter(field -> field.option(PERSON).isPresent());
    }

    /** Whether that record is a person. */
    static boolean isPerson(StoredType type, Record row) {
        return isPerson(type)
                && field(type)
                        .map(field -> PERSON.equals(row.get(text(field.column()))))
                        .orElse(true);
    }
}
