package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_recycle: which deleted records belong together. */
final class RecycleRows {
    private static final Table<Record> TABLE = DSL.table(unquotedName("crm_recycle"));
    private static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<Long> RECORD = DSL.field(unquotedName("record_id"), SQLDataType.BIGINT);
    private static final Field<Long> BATCH = DSL.field(unquotedName("batch_id"), SQLDataType.BIGINT);
    private static final Field<LocalDateTime> DELETED_AT =
            DSL.field(unquotedName("deleted_at"), SQLDataType.LOCALDATETIME);
    private static final Field<Long> DELETED_BY = DSL.field(unquotedName("deleted_by"), SQLDataType.BIGINT);

    void add(DSLContext sql, String type, Collection<Long> ids, long batch, LocalDateTime now, long user) {
        BatchBindStep insert = sql.batch(sql.insertInto(TABLE, TYPE, RECORD, BATCH, DELETED_AT, DELETED_BY)
                .values((String) null, null, null, null, null));
        for (Long id : ids) {
            insert = insert.bind(type, id, batch, now, user);
        }
        insert.execute();
    }

    /** Everything that was deleted together with the record, ids by type; empty if it is not in the recycle bin. */
    Map<String, List<Long>> batchOf(DSLContext sql, String type, long id) {
        Map<String, List<Long>> batch = new LinkedHashMap<>();
        sql.select(TYPE, RECORD)
                .from(TABLE)
                .where(BATCH.in(
                        sql.select(BATCH).from(TABLE).where(TYPE.eq(type)).and(RECORD.eq(id))))
                .orderBy(TYPE, RECORD)
                .forEach(row -> batch.computeIfAbsent(row.value1(), t -> new ArrayList<>())
                        .add(row.value2()));
        return batch;
    }

    void remove(DSLContext sql, String type, Collection<Long> ids) {
        Batches.of(sql, ids).forEach(batch -> sql.deleteFrom(TABLE)
                .where(TYPE.eq(type))
                .and(RECORD.in(batch))
                .execute());
    }
}
