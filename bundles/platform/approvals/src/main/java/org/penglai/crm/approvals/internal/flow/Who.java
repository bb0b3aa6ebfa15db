package org.penglai.crm.approvals.internal.flow;

import java.util.Arrays;

/** By what rule the people of a step are found. */
public enum Who {
    USER("user"),
    ROLE("role"),
    MANAGER("manager"),
    MANAGER_CHAIN("managerChain"),
    FIELD("field");

    private final String code;

    Who(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Who of(String code) {
        return Arrays.stream(values())
                .filter(who -> who.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
