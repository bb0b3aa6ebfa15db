package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.ExternalId;

/** Reads tags and external ids of many records by one query each. */
final class SideTables {
    static final Table<Record> EXTERNAL_IDS = DSL.table(unquotedName("crm_external_id"));
    static final Field<String> TYPE = DSL.field(unquotedName("crm_external_id", "type_name"), SQLDataType.VARCHAR);
    static final Field<Long> RECORD = DSL.field(unquotedName("crm_external_id", "record_id"), SQLDataType.BIGINT);
    private static final Field<String> SYSTEM = DSL.field(unquotedName("system_name"), SQLDataType.VARCHAR);
    private static final Field<String> KEY = DSL.field(unquotedName("external_key"), SQLDataType.VARCHAR);

    private SideTables() {}

    /** Tags by record, in the order of the database. */
    static Map<Long, List<String>> tags(DSLContext connection, String type, Collection<Long> ids) {
        DSLContext sql = Statements.byIds(connection);
        Map<Long, List<String>> tags = new HashMap<>();
        Chunks.of(ids).forEach(chunk -> sql.select(TagTable.RECORD, TagTable.TAG)
                .from(TagTable.TABLE)
                .where(TagTable.TYPE.eq(type))
                .and(Statements.among(sql, TagTable.RECORD, chunk))
                .orderBy(TagTable.RECORD, TagTable.TAG)
                .forEach(row -> tags.computeIfAbsent(row.value1(), id -> new ArrayList<>())
                        .add(row.value2())));
        return tags;
    }

    /** External ids by record, by system. */
    static Map<Long, List<ExternalId>> externalIds(DSLContext connection, String type, Collection<Long> ids) {
        DSLContext sql = Statements.byIds(connection);
        Map<Long, List<ExternalId>> externalIds = new HashMap<>();
        Chunks.of(ids).forEach(chunk -> sql.select(RECORD, SYSTEM, KEY)
                .from(EXTERNAL_IDS)
                .where(TYPE.eq(type))
                .and(Statements.among(sql, RECORD, chunk))
                .orderBy(RECORD, SYSTEM, KEY)
                .forEach(row -> externalIds
                        .computeIfAbsent(row.value1(), id -> new ArrayList<>())
                        .add(new ExternalId(row.value2(), row.value3()))));
        return externalIds;
    }
}
