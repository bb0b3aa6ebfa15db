package org.penglai.crm.records.internal.value;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.StoredField;

/** Fields for the specifications of this package, and reading them. */
final class Fields {
    static final FieldValues VALUES = new FieldValues(new NationalRegions());

    private Fields() {}

    static StoredField of(FieldKind kind) {
        return of(kind, 200, 0, 0);
    }

    static StoredField of(FieldKind kind, int maxLength, int precision, int scale, Option... options) {
        return new StoredField(
                "f",
                kind,
                "f",
                null,
                "f",
                Localized.same("f"),
                null,
                maxLength,
                precision,
                scale,
                false,
                false,
                false,
                false,
                List.of(options),
                null,
                List.of(),
                null,
                null,
                List.of());
    }

    static Object strict(StoredField field, Object raw) {
        return read(field, raw, ReadMode.STRICT);
    }

    static Object cell(StoredField field, Object raw) {
        return read(field, raw, ReadMode.IMPORT);
    }

    /** The value, or the code of the refusal with a question mark in front. */
    private static Object read(StoredField field, Object raw, ReadMode mode) {
        try {
            return VALUES.read(field, raw, mode);
        } catch (Refusal refusal) {
            return "?" + refusal.code();
        }
    }
}
