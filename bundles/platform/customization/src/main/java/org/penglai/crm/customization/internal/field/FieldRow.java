package org.penglai.crm.customization.internal.field;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;

/**
 * A custom field as its table has it.
 *
 * @param name without {@code custom.}
 * @param help null for none
 * @param maxLength null unless given
 * @param scale null unless given
 * @param target null unless a reference
 */
public record FieldRow(
        long id,
        String type,
        String name,
        Localized label,
        Localized help,
        FieldKind kind,
        boolean required,
        Integer maxLength,
        Integer scale,
        String target,
        boolean indexed,
        String status,
        String column) {
    private static final int AMOUNT_DIGITS = 19;
    private static final int DECIMAL_DIGITS = 24;
    private static final int PERCENT_DIGITS = 9;
    private static final int PERCENT_PLACES = 4;
    private static final int USUAL_PLACES = 2;
    private static final int USUAL_TEXT = 200;
    private static final int LONG_TEXT = 10_000;
    private static final int PHONE = 40;
    private static final int EMAIL = 254;
    private static final int URL = 1_000;

    /** As the kernel knows fields. */
    public StoredField stored(List<Option> options) {
        boolean beside = kind == FieldKind.CHOICES;
        return new StoredField(
                CustomFields.name(name),
                kind,
                beside ? null : column,
                kind == FieldKind.MONEY ? column + "_currency" : null,
                null,
                label,
                help,
                longest(),
                precision(),
                places(),
                required,
                false,
                false,
                false,
                options,
                target,
                List.of(),
                kind == FieldKind.REFERENCE ? OnDelete.CLEAR : null,
                null,
                List.of(name));
    }

    private int longest() {
        return switch (kind) {
            case TEXT -> maxLength == null ? USUAL_TEXT : maxLength;
            case LONG_TEXT -> LONG_TEXT;
            case PHONE -> PHONE;
            case EMAIL -> EMAIL;
            case URL -> URL;
            default -> 0;
        };
    }

    private int precision() {
        return switch (kind) {
            case DECIMAL -> DECIMAL_DIGITS;
            case PERCENT -> PERCENT_DIGITS;
            case MONEY -> AMOUNT_DIGITS;
            default -> 0;
        };
    }

    private int places() {
        return switch (kind) {
            case DECIMAL -> scale == null ? USUAL_PLACES : scale;
            case PERCENT -> PERCENT_PLACES;
            case MONEY -> USUAL_PLACES;
            default -> 0;
        };
    }
}
