package org.penglai.crm.customization.internal.unique;

import java.util.List;
import java.util.regex.Pattern;

/** Several fields in one line of text. */
final class FieldNames {
    private static final Pattern SEPARATOR = Pattern.compile("[,，、;；\\s]+");

    private FieldNames() {}

    /** As written, each once. */
    static List<String> of(String text) {
        return SEPARATOR
                .splitAsStream(text)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
