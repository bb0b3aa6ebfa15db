package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Which tables of the platform hold rows about records of a type. Read from the database, so that no table that somebody
 * adds later is left out.
 */
final class PlatformTables {
    private static final String PREFIX = "crm_";
    private static final Set<String> TYPE = Set.of("type_name", "type", "record_type", "target_type");
    private static final String RECORD = "record_id";
    private static final String JOB = "job_id";

    /**
     * What must outlive records: the audit and its seals, the numbered events, erasures that are done again after a
     * restore, keys whose destruction must not be forgotten, and jobs, which are looked after by their own bundle.
     */
    private static final Set<String> STAY = Set.of(
            "crm_type",
            "crm_audit",
            "crm_audit_open",
            "crm_audit_seal",
            "crm_outbox",
            "crm_event",
            "crm_erasure",
            "crm_vault_record",
            "crm_job",
            "crm_job_file");

    private final Map<String, Set<String>> columns;

    private PlatformTables(Map<String, Set<String>> columns) {
        this.columns = columns;
    }

    static PlatformTables read(DSLContext sql) {
        return sql.connectionResult(PlatformTables::read);
    }

    private static PlatformTables read(Connection connection) throws SQLException {
        Map<String, Set<String>> columns = new TreeMap<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, connection.getSchema(), null, null)) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                columns.computeIfAbsent(table, any -> new TreeSet<>())
                        .add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return new PlatformTables(columns);
    }

    boolean has(String table) {
        return columns.containsKey(table.toLowerCase(Locale.ROOT));
    }

    /**
     * By table: which of its rows are about records of the types.
     *
     * @param tables of these types, which are there; no rows of theirs
     */
    Map<String, Condition> about(Set<String> types, Set<String> tables) {
        Map<String, Condition> about = new TreeMap<>();
        columns.forEach((table, all) -> {
            if (table.startsWith(PREFIX) && !STAY.contains(table) && !tables.contains(table)) {
                Condition rows = rows(all, types, tables);
                if (rows != null) {
                    about.put(table, rows);
                }
            }
        });
        return about;
    }

    private static Condition rows(Set<String> columns, Set<String> types, Set<String> tables) {
        Condition rows = null;
        for (String column : columns) {
            if (TYPE.contains(column)) {
                Condition named =
                        field(unquotedName(column), SQLDataType.VARCHAR).in(types);
                rows = rows == null ? named : rows.or(named);
            }
        }
        // Ids are unique among all types.
        if (rows == null && columns.contains(RECORD) && !columns.contains(JOB)) {
            for (String table : tables) {
                Condition named = field(unquotedName(RECORD), SQLDataType.BIGINT)
                        .in(DSL.select(field(unquotedName("id"), SQLDataType.BIGINT))
                                .from(table(table)));
                rows = rows == null ? named : rows.or(named);
            }
        }
        return rows;
    }

    /** Rows of jobs that are not there any more, by table. */
    Map<String, Condition> ofLostJobs() {
        Map<String, Condition> lost = new TreeMap<>();
        columns.forEach((table, all) -> {
            if (table.startsWith(PREFIX) && !STAY.contains(table) && all.contains(JOB)) {
                lost.put(
                        table,
                        field(unquotedName(JOB), SQLDataType.BIGINT)
                                .notIn(DSL.select(field(unquotedName("id"), SQLDataType.BIGINT))
                                        .from(table("crm_job"))));
            }
        });
        return lost;
    }

    boolean has(String table, String column) {
        return columns.getOrDefault(table, Set.of()).contains(column);
    }

    static Field<String> name(String column) {
        return field(unquotedName(column), SQLDataType.VARCHAR);
    }

    static Table<?> table(String name) {
        return DSL.table(unquotedName(name));
    }
}
