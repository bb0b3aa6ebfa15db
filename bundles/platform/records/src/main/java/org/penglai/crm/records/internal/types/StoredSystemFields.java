package org.penglai.crm.records.internal.types;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.spi.StoredField;

/** The fields that every record has. */
public final class StoredSystemFields {
    /** Type of createdBy, updatedBy and owner. */
    public static final String USERS = "users";
    /** Type of ownerDepartment; may not be installed. */
    public static final String DEPARTMENTS = "departments";

    private static final List<StoredField> ALL = List.of(
            field(SystemFields.ID, FieldKind.ID, SystemColumns.ID, "编号", "Id", null),
            field(SystemFields.VERSION, FieldKind.INTEGER, SystemColumns.VERSION, "版本", "Version", null),
            field(SystemFields.CREATED_AT, FieldKind.INSTANT, SystemColumns.CREATED_AT, "创建时间", "Created at", null),
            field(SystemFields.CREATED_BY, FieldKind.REFERENCE, SystemColumns.CREATED_BY, "创建人", "Created by", USERS),
            field(SystemFields.UPDATED_AT, FieldKind.INSTANT, SystemColumns.UPDATED_AT, "更新时间", "Updated at", null),
            field(SystemFields.UPDATED_BY, FieldKind.REFERENCE, SystemColumns.UPDATED_BY, "更新人", "Updated by", USERS),
            field(SystemFields.OWNER, FieldKind.REFERENCE, SystemColumns.OWNER, "负责人", "Owner", USERS),
            field(
                    SystemFields.OWNER_DEPARTMENT,
                    FieldKind.REFERENCE,
                    SystemColumns.OWNER_DEPARTMENT,
                    "所属部门",
                    "Owner department",
                    DEPARTMENTS),
            field(SystemFields.TAGS, FieldKind.TAGS, null, "标签", "Tags", null),
            field(SystemFields.EXTERNAL_IDS, FieldKind.EXTERNAL_IDS, null, "外部编号", "External ids", null));

    private StoredSystemFields() {}

    /** All of them, in the order in which records show them. */
    public static List<StoredField> all() {
        return ALL;
    }

    private static StoredField field(String name, FieldKind kind, String column, String zh, String en, String target) {
        boolean writable = SystemFields.OWNER.equals(name)
                || SystemFields.OWNER_DEPARTMENT.equals(name)
                || SystemFields.TAGS.equals(name)
                || SystemFields.EXTERNAL_IDS.equals(name);
        return new StoredField(
                name,
                kind,
                column,
                null,
                null,
                Localized.of(zh, en),
                null,
                0,
                0,
                0,
                false,
                !writable,
                true,
                false,
                List.of(),
                target,
                List.of(),
                null,
                null,
                List.of());
    }
}
