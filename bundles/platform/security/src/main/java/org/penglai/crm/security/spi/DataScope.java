package org.penglai.crm.security.spi;

import java.util.Arrays;
import java.util.Optional;

/** Whose records a role reaches, from the fewest to all. */
public enum DataScope {
    /** The user's own. */
    OWN("own"),
    /** The user's own, those of people whose manager the user is, and of all in teams the user leads or belongs to. */
    TEAM("team"),
    /** Those of everybody in the user's department. */
    DEPARTMENT("department"),
    /** The same with all departments below it. */
    DEPARTMENT_TREE("departmentTree"),
    /** Everybody's, and those without an owner. */
    ALL("all");

    private final String code;

    DataScope(String code) {
        this.code = code;
    }

    /** As roles write it. */
    public String code() {
        return code;
    }

    /** The scope of that code. */
    public static Optional<DataScope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }
}
