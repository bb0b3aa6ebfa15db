package org.penglai.crm.records.internal.value;

/** How much of what people write is understood. */
public enum ReadMode {
    /** JSON of the HTTP interface: one form for each kind. */
    STRICT,
    /** Cells of a table: labels for codes, local date forms, thousands separators, amounts without a currency. */
    IMPORT
}
