package org.penglai.crm.api.records;

import java.util.Set;

/** Names of the fields that every record has. */
public final class SystemFields {
    public static final String ID = "id";
    public static final String VERSION = "version";
    public static final String CREATED_AT = "createdAt";
    public static final String CREATED_BY = "createdBy";
    public static final String UPDATED_AT = "updatedAt";
    public static final String UPDATED_BY = "updatedBy";
    public static final String OWNER = "owner";
    public static final String OWNER_DEPARTMENT = "ownerDepartment";
    public static final String TAGS = "tags";
    public static final String EXTERNAL_IDS = "externalIds";
    public static final String CUSTOM = "custom";

    private static final Set<String> ALL = Set.of(
            ID,
            VERSION,
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY,
            OWNER,
            OWNER_DEPARTMENT,
            TAGS,
            EXTERNAL_IDS,
            CUSTOM);

    private SystemFields() {}

    /** Whether the platform owns that name. */
    public static boolean isSystem(String name) {
        return ALL.contains(name);
    }
}
