package org.penglai.crm.security.internal.factor;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.penglai.crm.security.internal.Secrets;

/** Codes on paper for whoever lost the app; each is good once. 79 random bits, so that a plain hash keeps them. */
final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int GROUPS = 4;
    private static final int LENGTH = 16;
    /** Nothing that looks like something else on paper. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private RecoveryCodes() {}

    static List<String> draw(Secrets secrets) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> secrets.next(ALPHABET, LENGTH).replaceAll("(.{" + GROUPS + "})(?!$)", "$1-"))
                .toList();
    }

    /** The form that is hashed, however it was typed. */
    static String normal(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    /** Whether it may be one; else it is meant as a code of the app. */
    static boolean isOne(String typed) {
        return normal(typed).length() == LENGTH;
    }
}
