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
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.records.spi.StoredType;

/** Table crm_record_link. */
public final class LinkTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_record_link"));
    public static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    public static final Field<String> FIELD = column("field_name", SQLDataType.VARCHAR);
    public static final Field<String> TARGET_TYPE = column("target_type", SQLDataType.VARCHAR);
    public static final Field<Long> TARGET = column("target_id", SQLDataType.BIGINT);
    public static final Field<Integer> POSITION = column("position", SQLDataType.INTEGER);

    private LinkTable() {}

    /**
     * All links of the records, those to deleted ones included, by field and record; asks nothing if the type has no such
     * field.
     */
    static Map<String, Map<Long, List<RecordLink>>> read(DSLContext connection, StoredType type, Collection<Long> ids) {
        Map<String, Map<Long, List<RecordLink>>> links = new HashMap<>();
        if (type.links().isEmpty()) {
            return links;
        }
        DSLContext sql = Statements.byIds(connection);
        Chunks.of(ids).forEach(chunk -> sql.select(FIELD, RECORD, TARGET_TYPE, TARGET)
                .from(TABLE)
                .where(TYPE.eq(type.name()))
                .and(Statements.among(sql, RECORD, chunk))
                .orderBy(RECORD, FIELD, POSITION)
                .forEach(row -> links.computeIfAbsent(row.value1(), field -> new HashMap<>())
                        .computeIfAbsent(row.value2(), id -> new ArrayList<>())
                        .add(new RecordLink(row.value3(), row.value4()))));
        return links;
    }

    private static <T> Field<T> column(String name, org.jooq.DataType<T> type) {
        return DSL.field(unquotedName("crm_record_link", name), type);
    }
}
