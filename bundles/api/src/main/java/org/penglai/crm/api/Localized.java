package org.penglai.crm.api;

import java.util.Locale;
import java.util.Objects;

/**
 * A text in the two languages that every part of the product speaks.
 *
 * @param zh simplified Chinese, never null
 * @param en English, never null
 */
public record Localized(String zh, String en) {

    /** Language tag of the default language. */
    public static final String DEFAULT_LANGUAGE = "zh-CN";

    public Localized {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }

    /** Both languages at once: {@code Localized.of("客户", "Customer")}. */
    public static Localized of(String zh, String en) {
        return new Localized(zh, en);
    }

    /** A text that is the same in both languages: a code, a name of a person. */
    public static Localized same(String text) {
        return new Localized(text, text);
    }

    /** The text for a reader; anything but English gets the default language. */
    public String in(Locale locale) {
        return isEnglish(locale) ? en : zh;
    }

    /** Whether a reader gets English; null and anything else get the default language. */
    public static boolean isEnglish(Locale locale) {
        return locale != null && "en".equals(locale.getLanguage());
    }
}
