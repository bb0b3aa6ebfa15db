package org.penglai.crm.modules.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.penglai.crm.records.spi.StoredType;

/**
 * Which rows an archive of a module's data holds: all of its own tables, and what the platform keeps of its records and
 * what administrators set up for its types. In the order in which they can be written again.
 */
final class ArchiveTables {
    /** Of these every row that names the type; what names it as a target belongs to others. */
    private static final Set<String> SET_UP = Set.of(
            "crm_custom_field",
            "crm_picklist_option",
            "crm_validation_rule",
            "crm_number_rule",
            "crm_form_layout",
            "crm_unique_rule",
            "crm_view");

    private static final Set<String> OF_RECORDS = Set.of(
            "crm_record_tag",
            "crm_external_id",
            "crm_record_link",
            "crm_record_choice",
            "crm_duplicate_key",
            "crm_record_team",
            "crm_recycle",
            "crm_attachment",
            "crm_number");

    private final PlatformTables tables;
    private final List<String> own;
    private final Condition named;
    private final Condition typed;

    /** @param own tables that the module's scripts have made */
    ArchiveTables(DSLContext sql, List<StoredType> types, List<String> own) {
        this.tables = PlatformTables.read(sql);
        this.own = own;
        Set<String> names = types.stream().map(StoredType::name).collect(Collectors.toSet());
        this.named = PlatformTables.name("type_name").in(names);
        this.typed = PlatformTables.name("type").in(names);
    }

    /** What administrators have set up: comes first, since it makes room for values. */
    Map<String, Condition> setUp() {
        return present(SET_UP);
    }

    /** Records and what hangs on them. */
    Map<String, Condition> records() {
        Map<String, Condition> records = new TreeMap<>(present(OF_RECORDS));
        own.forEach(table -> records.put(table, DSL.trueCondition()));
        return records;
    }

    List<String> all() {
        List<String> all = new ArrayList<>(setUp().keySet());
        all.addAll(records().keySet());
        return all;
    }

    boolean paged(String table) {
        return tables.has(table, "id");
    }

    private Map<String, Condition> present(Set<String> wanted) {
        Map<String, Condition> present = new TreeMap<>();
        for (String table : wanted) {
            if (tables.has(table)) {
                present.put(table, tables.has(table, "type_name") ? named : typed);
            }
        }
        return present;
    }
}
