package org.penglai.crm.rest.internal.problem;

import java.util.Locale;

/** Reads Accept-Language; Chinese unless English is preferred. */
public final class Languages {
    private Languages() {}

    public static Locale preferred(String header) {
        if (header == null || header.isBlank()) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
                if (range.getWeight() > 0 && range.getRange().startsWith("zh")) {
                    return Locale.SIMPLIFIED_CHINESE;
                } else if (range.getWeight() > 0 && range.getRange().startsWith("en")) {
                    return Locale.ENGLISH;
                }
            }
        } catch (IllegalArgumentException e) {
            // A header that nobody can read is as good as none.
            return Locale.SIMPLIFIED_CHINESE;
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
