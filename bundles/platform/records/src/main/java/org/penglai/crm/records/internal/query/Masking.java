package org.penglai.crm.records.internal.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;

/** What is shown of values that the caller may not see whole. */
public final class Masking {
    private static final Pattern PHONE = Pattern.compile("(?:\\+86)?(\\+?\\d{2,3})\\d+?(\\d{2,4})(?:;.*)?");
    private static final String REST = "**";

    private Masking() {}

    /**
     * What of a value may be shown as a text; null for kinds of which each part would tell too much, such as codes, dates
     * and amounts.
     */
    public static String shown(FieldKind kind, Object value) {
        return switch (kind) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, CREDIT_CODE ->
                value instanceof String text ? text(kind, text) : null;
            default -> null;
        };
    }

    /** A part of a text: {@code 138****5678}, {@code l***@example.com}, the first character of others. */
    public static String text(FieldKind kind, String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (kind == FieldKind.PHONE) {
            Matcher phone = PHONE.matcher(value);
            return phone.matches() ? phone.group(1) + "****" + phone.group(2) : REST;
        }
        int at = value.indexOf('@');
        String first = value.substring(0, value.offsetByCodePoints(0, 1));
        return kind == FieldKind.EMAIL && at > 0 ? first + "***" + value.substring(at) : first + REST;
    }

    /** Texts show a part of themselves; of other kinds nothing can be shown. */
    static void write(StoredField field, Object value, JsonGenerator json) throws IOException {
        switch (field.kind()) {
            case TAGS, EXTERNAL_IDS, LINKS -> {
                json.writeStartArray();
                json.writeEndArray();
            }
            default -> json.writeString(shown(field.kind(), value));
        }
    }
}
