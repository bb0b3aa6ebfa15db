package org.penglai.crm.records.internal.query.page;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/**
 * Where a page ended: the sort values of its last row, bound to the list that it belongs to. As text it is base64url of
 * a fingerprint and one part a value, each led by its length, so that any text fits.
 */
public final class Cursor {
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DIGITS = 60;
    private static final char NULL = '0';
    private static final char VALUE = '1';

    private Cursor() {}

    /** @param values of the sort keys, in order */
    public static String write(String fingerprint, List<Object> values) {
        StringBuilder text = new StringBuilder(fingerprint);
        for (Object value : values) {
            String form = value == null ? "" : value.toString();
            text.append(value == null ? NULL : VALUE)
                    .append(form.length())
                    .append(':')
                    .append(form);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Malformed if the cursor is none, or one of another list */
    public static List<Object> read(String cursor, String fingerprint, List<SortKey> keys) {
        if (cursor.length() > MAX_LENGTH) {
            throw bad();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!text.startsWith(fingerprint)) {
                throw bad();
            }
            List<Object> values = new ArrayList<>();
            int at = fingerprint.length();
            for (SortKey key : keys) {
                int colon = text.indexOf(':', at);
                boolean empty = text.charAt(at) == NULL;
                int end = colon + 1 + Integer.parseInt(text.substring(at + 1, colon));
                if (empty && !key.nullable()) {
                    throw bad();
                }
                values.add(
                        empty
                                ? null
                                : value(
                                        text.substring(colon + 1, end),
                                        key.column().getType()));
                at = end;
            }
            if (at != text.length()) {
                throw bad();
            }
            return values;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw bad();
        }
    }

    /** Short hash of what makes two lists the same. */
    public static String fingerprint(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Object value(String form, Class<?> type) {
        if (type == Long.class) {
            return Long.valueOf(form);
        }
        if (type == BigDecimal.class) {
            BigDecimal number = new BigDecimal(form);
            if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
                throw bad();
            }
            return number;
        }
        if (type == Boolean.class) {
            return Boolean.valueOf(form);
        }
        // A sign before the year means that it lies beyond what databases hold.
        boolean storable = form.indexOf('\0') < 0 && !form.startsWith("+") && !form.startsWith("-");
        if (type == LocalDate.class && storable) {
            return LocalDate.parse(form);
        }
        if (type == LocalDateTime.class && storable) {
            return LocalDateTime.parse(form);
        }
        if (type != String.class || form.indexOf('\0') >= 0) {
            throw bad();
        }
        return form;
    }

    private static Malformed bad() {
        return new Malformed(
                "badCursor",
                Localized.of(
                        "cursor 无效，或不属于该列表（排序或筛选已改变）。",
                        "The cursor is invalid or belongs to a list with another sort or filter."),
                Violation.of("cursor", "badCursor", "cursor 无效。", "The cursor is invalid."));
    }
}
