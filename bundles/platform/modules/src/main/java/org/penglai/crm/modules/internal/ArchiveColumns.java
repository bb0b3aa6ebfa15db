package org.penglai.crm.modules.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.FieldProtection;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** What columns mean that hold something else on another installation: people, records of other modules, sealed values. */
final class ArchiveColumns {
    private static final Set<String> PEOPLE = Set.of("created_by", "updated_by", "deleted_by", "owner_id", "user_id");
    /** Follow from the owner. */
    private static final Set<String> OF_OWNER = Set.of("owner_department_id", "dept_path");

    private final Set<String> own;
    private final Map<String, StoredField> fields = new HashMap<>();

    /** @param types of the module */
    ArchiveColumns(List<StoredType> types) {
        own = types.stream().map(StoredType::name).collect(Collectors.toSet());
        for (StoredType type : types) {
            for (StoredField field : type.fields().values()) {
                if (field.column() != null && !field.system()) {
                    fields.put((field.custom() ? type.sideTable() : type.table()) + '.' + field.column(), field);
                }
            }
        }
    }

    /** Whether the column's value follows from others, so that it is neither taken along nor written. */
    boolean follows(String column) {
        return OF_OWNER.contains(column) || column.startsWith(CustomColumns.FOLDED);
    }

    /** Type of the records that the column leads to, null if the ids stay as they are. */
    String target(String table, String column) {
        if (PEOPLE.contains(column)) {
            return ArchiveKeys.USERS;
        }
        StoredField field = fields.get(table + '.' + column);
        boolean outside = field != null && field.kind() == FieldKind.REFERENCE && !own.contains(field.target());
        return outside ? field.target() : null;
    }

    /** Null unless values are sealed. */
    FieldProtection protection(String table, String column) {
        StoredField field = fields.get(table + '.' + column);
        return field == null ? null : field.protection();
    }

    boolean isOwn(String type) {
        return own.contains(type);
    }
}
