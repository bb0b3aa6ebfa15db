package org.penglai.crm.customization.internal.field;

/** What becomes of a custom field, as its codes say it. */
final class FieldStatus {
    /** Its column is being made; nobody sees the field yet. */
    static final String PREPARING = "preparing";
    /** Everybody sees it. */
    static final String ACTIVE = "active";
    /** Hidden, with all values kept. */
    static final String RETIRED = "retired";
    /** Its values are being thrown away; then it is gone itself. */
    static final String PURGING = "purging";

    private FieldStatus() {}
}
