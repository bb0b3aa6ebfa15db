package org.penglai.crm.records.internal.write;

import static org.penglai.crm.records.internal.query.RecycleTable.BATCH;
import static org.penglai.crm.records.internal.query.RecycleTable.DELETED_AT;
import static org.penglai.crm.records.internal.query.RecycleTable.DELETED_BY;
import static org.penglai.crm.records.internal.query.RecycleTable.RECORD;
import static org.penglai.crm.records.internal.query.RecycleTable.ROOT;
import static org.penglai.crm.records.internal.query.RecycleTable.TABLE;
import static org.penglai.crm.records.internal.query.RecycleTable.TYPE;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Rows of the recycle bin: which deleted records belong together. */
final class RecycleRows {
    /** @param root whether the deletion of these was asked for; others went along with them */
    void add(
            DSLContext sql, String type, Collection<Long> ids, long batch, boolean root, LocalDateTime now, long user) {
        BatchBindStep insert = sql.batch(sql.insertInto(TABLE, TYPE, RECORD, BATCH, ROOT, DELETED_AT, DELETED_BY)
                .values((String) null, null, null, null, null, null));
        for (Long id : ids) {
            insert = insert.bind(type, id, batch, root, now, user);
        }
        insert.execute();
    }

    /** Everything that was deleted together with the record, ids by type; empty if it is not in the recycle bin. */
    Map<String, List<Long>> batchOf(DSLContext sql, String type, long id) {
        Long batch = sql.select(BATCH)
                .from(TABLE)
                .where(TYPE.eq(type))
                .and(RECORD.eq(id))
                .fetchOne(BATCH);
        return batch == null ? Map.of() : batch(sql, batch);
    }

    /** Ids by type. */
    Map<String, List<Long>> batch(DSLContext sql, long id) {
        Map<String, List<Long>> batch = new LinkedHashMap<>();
        sql.select(TYPE, RECORD)
                .from(TABLE)
                .where(BATCH.eq(id))
                .orderBy(TYPE, RECORD)
                .forEach(row -> batch.computeIfAbsent(row.value1(), t -> new ArrayList<>())
                        .add(row.value2()));
        return batch;
    }

    /** How many went along, by batch and type. */
    Map<Long, Map<String, Integer>> along(DSLContext sql, Collection<Long> batches) {
        Map<Long, Map<String, Integer>> along = new LinkedHashMap<>();
        Batches.of(sql, batches).forEach(some -> sql.select(BATCH, TYPE, DSL.count())
                .from(TABLE)
                .where(BATCH.in(some))
                .and(ROOT.isFalse())
                .groupBy(BATCH, TYPE)
                .forEach(row -> along.computeIfAbsent(row.value1(), any -> new LinkedHashMap<>())
                        .put(row.value2(), row.value3())));
        return along;
    }

    /** Deletions older than that, the oldest first; none of the type. */
    List<Long> before(DSLContext sql, LocalDateTime moment, String except, int limit) {
        return sql.selectDistinct(BATCH)
                .from(TABLE)
                .where(DELETED_AT.lt(moment))
                .and(ROOT.isTrue())
                .and(TYPE.ne(except))
                .orderBy(BATCH)
                .limit(limit)
                .fetch(BATCH);
    }

    void remove(DSLContext sql, String type, Collection<Long> ids) {
        Batches.of(sql, ids).forEach(batch -> sql.deleteFrom(TABLE)
                .where(TYPE.eq(type))
                .and(RECORD.in(batch))
                .execute());
    }
}
