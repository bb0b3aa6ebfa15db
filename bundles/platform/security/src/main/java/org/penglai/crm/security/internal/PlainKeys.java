package org.penglai.crm.security.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Sort keys and initials of rows written without the record kernel, which needs them before it can work. The kernel
 * computes better ones when it first updates the row.
 */
public final class PlainKeys {
    private static final int SORT_KEY_BYTES = 120;
    private static final int INITIALS = 80;

    private PlainKeys() {}

    public static String sortKey(String title) {
        byte[] bytes = title.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, SORT_KEY_BYTES)));
    }

    /** The latin letters of a name. */
    public static String initials(String name) {
        String latin = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return latin.substring(0, Math.min(latin.length(), INITIALS));
    }
}
