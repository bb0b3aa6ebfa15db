package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.Field;

/** The rows of all tables as texts, to see whether something has changed. */
final class Checksum {
    private static final List<String> BUSINESS = List.of(
            "t_party",
            "t_booking",
            "t_invoice",
            "t_employee",
            "crm_record_tag",
            "crm_external_id",
            "crm_record_link",
            "crm_record_choice",
            "crm_recycle",
            "crm_duplicate_key",
            "crm_record_team");
    private static final List<String> NOTES =
            List.of("crm_audit", "crm_outbox", "crm_merge", "crm_merged", "crm_merge_move");
    /** Tell that something was done, not what the record is. */
    private static final Set<String> TRACES = Set.of("version", "updated_at", "updated_by");

    private Checksum() {}

    /** Every column of every table. */
    static List<String> rows(World world) {
        List<String> rows = read(world, BUSINESS, Set.of());
        rows.addAll(read(world, NOTES, Set.of()));
        return rows;
    }

    /** What people see, without versions and times of change. */
    static List<String> business(World world) {
        return read(world, BUSINESS, TRACES);
    }

    private static List<String> read(World world, List<String> tables, Set<String> without) {
        return world.database.database().read(sql -> {
            List<String> rows = new ArrayList<>();
            for (String name : tables) {
                sql.select().from(table(unquotedName(name))).forEach(row -> {
                    StringBuilder text = new StringBuilder(name);
                    for (Field<?> field : row.fields()) {
                        String column = field.getName().toLowerCase(Locale.ROOT);
                        if (!without.contains(column)) {
                            text.append(' ').append(column).append('=').append(row.get(field));
                        }
                    }
                    rows.add(text.toString());
                });
            }
            rows.sort(null);
            return rows;
        });
    }
}
