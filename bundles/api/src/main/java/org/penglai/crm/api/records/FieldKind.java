package org.penglai.crm.api.records;

/** What kind of value a field holds. Decides column, JSON form, validation, filter operators and the console's input. */
public enum FieldKind {
    /** One line; column varchar; Java {@code String}. */
    TEXT("text"),
    /** Several lines; column varchar or clob; Java {@code String}. */
    LONG_TEXT("longText"),
    /** Whole number; Java {@code Integer} or {@code Long} in the entity, {@code Long} in snapshots. */
    INTEGER("integer"),
    /** Exact decimal; Java {@code BigDecimal}. */
    DECIMAL("decimal"),
    /** Share of one, 0.10 = 10 %; Java {@code BigDecimal}. */
    PERCENT("percent"),
    /** Java {@code Boolean}. */
    BOOLEAN("boolean"),
    /** Calendar date; Java {@code LocalDate}. */
    DATE("date"),
    /** Point in time; entity {@code LocalDateTime} in UTC, snapshot {@code Instant}. */
    INSTANT("instant"),
    /** Fixed codes, changed only with the module; Java {@code String}. */
    ENUMERATION("enumeration"),
    /** Codes that administrators edit; used codes are retired, never deleted; Java {@code String}. */
    PICKLIST("picklist"),
    /** Several codes that administrators edit, in the kernel's side table; snapshot {@code List<String>}; no column. */
    CHOICES("choices"),
    /** Id of a record of another type; Java {@code Long}; entity attribute is the field name + {@code Id}. */
    REFERENCE("reference"),
    /** Amount and currency; snapshot {@link Money}; entity {@code BigDecimal} x and {@code String} xCurrency. */
    MONEY("money"),
    /** Stored as E.164, extension behind {@code ;ext=}; Java {@code String}. */
    PHONE("phone"),
    /** Mail address; Java {@code String}. */
    EMAIL("email"),
    /** http or https address; Java {@code String}. */
    URL("url"),
    /** 统一社会信用代码, GB 32100-2015; Java {@code String}. */
    CREDIT_CODE("creditCode"),
    /** Administrative division, code of GB/T 2260; Java {@code String}. */
    REGION("region"),
    /** Labels in the kernel's side table; snapshot {@code List<String>}. */
    TAGS("tags"),
    /** Keys of the record in other systems, in the kernel's side table; snapshot {@code List<ExternalId>}. */
    EXTERNAL_IDS("externalIds"),
    /** Several records of any type, in the kernel's side table; snapshot {@code List<RecordLink>}; no attribute or column. */
    LINKS("links"),
    /** The record's own id; Java {@code Long}. */
    ID("id");

    private final String code;

    FieldKind(String code) {
        this.code = code;
    }

    /** Name in metadata. */
    public String code() {
        return code;
    }
}
