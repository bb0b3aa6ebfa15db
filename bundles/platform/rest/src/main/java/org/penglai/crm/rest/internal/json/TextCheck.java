package org.penglai.crm.rest.internal.json;

import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/** Refuses texts that are legal JSON but that no database stores: the character NUL and halves of surrogate pairs. */
final class TextCheck {
    private TextCheck() {}

    static void check(Object body) {
        value("", body);
    }

    private static void value(String path, Object value) {
        if (value instanceof String text) {
            text(path, text);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                text(path, (String) name);
                value(path.isEmpty() ? (String) name : path + "." + name, member);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(path + "." + i, list.get(i));
            }
        }
    }

    private static void text(String path, String text) {
        if (!storable(text)) {
            throw new Invalid(
                    Violation.of(path, "badCharacter", "包含无法保存的字符。", "Contains a character that cannot be stored."));
        }
    }

    static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
