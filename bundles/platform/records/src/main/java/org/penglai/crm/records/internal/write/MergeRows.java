package org.penglai.crm.records.internal.write;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;

/** What is known of merges, in the tables of {@link MergeTables}. */
final class MergeRows {
    private static final int SHOWN = 50;

    void add(
            DSLContext sql,
            Merge merge,
            Collection<Long> others,
            LocalDateTime now,
            long user,
            List<MergeMoves.Move> moves) {
        sql.insertInto(
                        MergeTables.MERGES,
                        MergeTables.ID,
                        MergeTables.TYPE,
                        MergeTables.KEPT,
                        MergeTables.AT,
                        MergeTables.BY,
                        MergeTables.BEFORE,
                        MergeTables.AFTER)
                .values(merge.id(), merge.type(), merge.kept(), now, user, merge.before(), merge.after())
                .execute();
        for (long other : others) {
            sql.insertInto(
                            MergeTables.MERGED,
                            MergeTables.TYPE,
                            MergeTables.RECORD,
                            MergeTables.MERGE,
                            MergeTables.KEPT)
                    .values(merge.type(), other, merge.id(), merge.kept())
                    .execute();
        }
        // Who was merged into one that goes now is found through the kept one at once.
        sql.update(MergeTables.MERGED)
                .set(MergeTables.KEPT, merge.kept())
                .where(MergeTables.TYPE.eq(merge.type()))
                .and(MergeTables.KEPT.in(others))
                .execute();
        moves(sql, merge.id(), moves);
    }

    private static void moves(DSLContext sql, long merge, List<MergeMoves.Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        BatchBindStep insert = sql.batch(sql.insertInto(
                        MergeTables.MOVES,
                        MergeTables.MERGE,
                        MergeTables.KIND,
                        MergeTables.TYPE,
                        MergeTables.RECORD,
                        MergeTables.FIELD,
                        MergeTables.FROM,
                        MergeTables.PLACE)
                .values((Long) null, null, null, null, null, null, null));
        for (MergeMoves.Move move : moves) {
            insert = insert.bind(
                    merge, move.kind(), move.type(), move.record(), move.field(), move.from(), move.place());
        }
        insert.execute();
    }

    Optional<Merge> find(DSLContext sql, String type, long kept, long merge) {
        return sql.select(MergeTables.BEFORE, MergeTables.AFTER)
                .from(MergeTables.MERGES)
                .where(MergeTables.ID.eq(merge))
                .and(MergeTables.TYPE.eq(type))
                .and(MergeTables.KEPT.eq(kept))
                .fetchOptional(row -> new Merge(merge, type, kept, row.value1(), row.value2()));
    }

    /** @return whether nobody has taken the merge back before */
    boolean claim(DSLContext sql, long merge, LocalDateTime now) {
        return sql.update(MergeTables.MERGES)
                        .set(MergeTables.UNDONE_AT, now)
                        .where(MergeTables.ID.eq(merge))
                        .and(MergeTables.UNDONE_AT.isNull())
                        .execute()
                > 0;
    }

    List<MergeMoves.Move> moves(DSLContext sql, long merge) {
        return sql.select(
                        MergeTables.KIND,
                        MergeTables.TYPE,
                        MergeTables.RECORD,
                        MergeTables.FIELD,
                        MergeTables.FROM,
                        MergeTables.PLACE)
                .from(MergeTables.MOVES)
                .where(MergeTables.MERGE.eq(merge))
                .fetch(row -> new MergeMoves.Move(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    List<Long> merged(DSLContext sql, long merge) {
        return sql.select(MergeTables.RECORD)
                .from(MergeTables.MERGED)
                .where(MergeTables.MERGE.eq(merge))
                .orderBy(MergeTables.RECORD)
                .fetch(MergeTables.RECORD);
    }

    void forget(DSLContext sql, long merge) {
        sql.deleteFrom(MergeTables.MERGED).where(MergeTables.MERGE.eq(merge)).execute();
    }

    Optional<Long> into(DSLContext sql, String type, long id) {
        return sql.select(MergeTables.KEPT)
                .from(MergeTables.MERGED)
                .where(MergeTables.TYPE.eq(type))
                .and(MergeTables.RECORD.eq(id))
                .fetchOptional(MergeTables.KEPT);
    }

    /** Merges into the record that were not taken back, the latest first. */
    Map<Long, Done> of(DSLContext sql, String type, long kept) {
        Map<Long, Done> merges = new LinkedHashMap<>();
        sql.select(MergeTables.ID, MergeTables.AT, MergeTables.BY)
                .from(MergeTables.MERGES)
                .where(MergeTables.TYPE.eq(type))
                .and(MergeTables.KEPT.eq(kept))
                .and(MergeTables.UNDONE_AT.isNull())
                .orderBy(MergeTables.ID.desc())
                .limit(SHOWN)
                .forEach(row ->
                        merges.put(row.value1(), new Done(row.value2().toInstant(ZoneOffset.UTC), row.value3())));
        return merges;
    }

    /** When, and by whom. */
    record Done(Instant at, long by) {}

    /**
     * @param before values of the kept record that changed, as JSON
     * @param after the same afterwards
     */
    record Merge(long id, String type, long kept, String before, String after) {}
}
