package org.penglai.crm.security.spi;

import java.util.Arrays;
import java.util.Optional;

/** What a role takes away from a field, from the least to the most. Of several roles the least counts. */
public enum FieldRight {
    /** Can be read, not written. */
    READ_ONLY("readOnly"),
    /** Shows a part of its value; can be neither written nor searched for. */
    MASKED("masked"),
    /** As if there were no such field. */
    HIDDEN("hidden");

    private final String code;

    FieldRight(String code) {
        this.code = code;
    }

    /** As roles write it. */
    public String code() {
        return code;
    }

    /** The right of that code. */
    public static Optional<FieldRight> of(String code) {
        return Arrays.stream(values()).filter(right -> right.code.equals(code)).findFirst();
    }
}
