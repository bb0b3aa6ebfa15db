package org.penglai.crm.api.records;

/** What a record type takes part in beyond being stored; declared by {@link RecordDefinitionBuilder#with(Trait...)}. */
public enum Trait {
    /** Its page shows what happened to the record and around it. */
    TIMELINE("timeline"),
    /** Files can be attached to its records. */
    ATTACHMENTS("attachments"),
    /** Its records can lie in a public pool; the entity extends the platform's poolable one. */
    POOL("pool"),
    /**
     * Its records go through approval (审批) where administrators want it; see {@link ApprovalFields} for the column that
     * the entity brings along.
     */
    APPROVABLE("approvable"),
    /** Records that look alike are pointed out. */
    DUPLICATES("duplicates"),
    /**
     * Its records are persons: what is kept of one can be handed out and erased. Where the type has an enumeration field
     * {@code kind} with the option {@code person}, only records of that kind are.
     */
    PERSON("person"),
    /** Records can be exchanged as vCards. */
    V_CARD("vCard");

    private final String code;

    Trait(String code) {
        this.code = code;
    }

    /** Name in metadata. */
    public String code() {
        return code;
    }
}
