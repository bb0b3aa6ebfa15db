package org.penglai.crm.approvals.internal.flow;

import java.util.Arrays;

/** How many of the people of a step have to agree. */
public enum Mode {
    ANY("any"),
    ALL("all"),
    SEQUENCE("sequence");

    private final String code;

    Mode(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Mode of(String code) {
        return Arrays.stream(values())
                .filter(mode -> mode.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
