package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.query.filter.TextPattern;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What of the recycle bin a caller reaches: records whose deletion was asked for, that he could delete. Those that were
 * merged into others are not there: they come back with the merge. Safe for any thread.
 */
public final class RecycledRecords {
    private static final Table<Record> MERGED = DSL.table(unquotedName("crm_merged"));
    private static final Field<String> MERGED_TYPE =
            DSL.field(unquotedName("crm_merged", "type_name"), SQLDataType.VARCHAR);
    private static final Field<Long> MERGED_RECORD =
            DSL.field(unquotedName("crm_merged", "record_id"), SQLDataType.BIGINT);
    private static final String DELETE = "delete";

    private final QueryPlanner planner;
    private final QueryModels models = new QueryModels();

    public RecycledRecords(QueryPlanner planner) {
        this.planner = planner;
    }

    public int count(DSLContext sql, Caller caller, StoredType type) {
        QueryModel model = models.of(type);
        return sql.select(DSL.count())
                .from(RecycleTable.TABLE)
                .join(model.table())
                .on(model.id().eq(RecycleTable.RECORD))
                .where(within(caller, model))
                .fetchSingle()
                .value1();
    }

    /**
     * The latest first.
     *
     * @param q part of the title; empty for all
     * @param before batch behind which the page begins; null for the first page
     */
    public List<Row> list(DSLContext sql, Caller caller, StoredType type, String q, Long before, int limit) {
        QueryModel model = models.of(type);
        Condition wanted = within(caller, model);
        if (!q.isEmpty()) {
            FieldRights.Seen seen = planner.seen(caller, type.name());
            StoredField title = seen.type().title();
            if (title == null || seen.masked().contains(type.titleField())) {
                return List.of();
            }
            Field<String> column = DSL.lower(model.stored(title).cast(SQLDataType.VARCHAR(1_000)));
            wanted = wanted.and(
                    column.like(TextPattern.contains(q.toLowerCase(Locale.ROOT)).like(), '!'));
        }
        if (before != null) {
            wanted = wanted.and(RecycleTable.BATCH.lt(before));
        }
        return sql.select(RecycleTable.RECORD, RecycleTable.BATCH, RecycleTable.DELETED_AT, RecycleTable.DELETED_BY)
                .from(RecycleTable.TABLE)
                .join(model.table())
                .on(model.id().eq(RecycleTable.RECORD))
                .where(wanted)
                .orderBy(RecycleTable.BATCH.desc())
                .limit(limit)
                .fetch(row -> new Row(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private Condition within(Caller caller, QueryModel model) {
        String type = model.type().name();
        return RecycleTable.TYPE
                .eq(type)
                .and(RecycleTable.ROOT.isTrue())
                .and(RowSql.condition(planner.rule(caller, model.type(), DELETE), model))
                .and(DSL.notExists(DSL.selectOne()
                        .from(MERGED)
                        .where(MERGED_TYPE.eq(type))
                        .and(MERGED_RECORD.eq(RecycleTable.RECORD))));
    }

    /** A deleted record. */
    public record Row(long id, long batch, LocalDateTime at, long by) {}
}
