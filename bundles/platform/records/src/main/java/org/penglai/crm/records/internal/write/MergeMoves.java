package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Record5;
import org.jooq.Result;
import org.jooq.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.internal.query.RowLocks;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Leads whatever led to some records to another one, by the metadata of all types: those of third parties and of modules
 * that are not there now, records in the recycle bin included.
 */
final class MergeMoves {
    static final String REFERENCE = "reference";
    /** A reference among the records that are merged: it stays, and is only noted. */
    static final String OWN = "own";

    static final String LINK = "link";
    /** A link that went, because there was one to the kept record already, or it would lead from that to itself. */
    static final String DROPPED = "dropped";

    /** A key in another system, which the kept record takes over. */
    static final String KEY = "key";

    static final String PART = "part:";

    private final TypeRegistry types;

    MergeMoves(TypeRegistry types) {
        this.types = types;
    }

    record Move(String kind, String type, long record, String field, long from, int place) {
        boolean counts() {
            return !isOwn() && !kind.equals(KEY);
        }

        boolean isOwn() {
            return kind.equals(OWN);
        }
    }

    /** @param holders get to know which records were changed */
    List<Move> move(
            DSLContext sql,
            StoredType target,
            long kept,
            Set<Long> others,
            Collection<MergePart> parts,
            Holders holders) {
        List<Move> moves = new ArrayList<>();
        for (StoredType type : types.list()) {
            for (StoredField field : type.fields().values()) {
                if (field.kind() == FieldKind.REFERENCE && target.name().equals(field.target())) {
                    references(sql, target, type, field, kept, others, holders, moves);
                }
            }
        }
        links(sql, target, kept, others, holders, moves);
        LabelRows.externalIds(sql, target.name(), others)
                .forEach((key, from) -> moves.add(new Move(KEY, target.name(), from, key, from, 0)));
        for (MergePart part : parts) {
            for (long from : others) {
                part.move(sql, target.name(), from, kept)
                        .forEach(row -> moves.add(new Move(PART + part.name(), target.name(), row, "", from, 0)));
            }
        }
        return moves;
    }

    private static void references(
            DSLContext sql,
            StoredType target,
            StoredType type,
            StoredField field,
            long kept,
            Set<Long> others,
            Holders holders,
            List<Move> moves) {
        Field<Long> column = RecordColumns.reference(field);
        Table<Record> table = tableOf(type, field);
        Result<Record2<Long, Long>> rows = sql.fetch(RowLocks.exclusive(
                sql.select(RecordColumns.ID, column).from(table).where(column.in(others)), sql.dialect()));
        List<Long> moved = new ArrayList<>();
        boolean same = type.name().equals(target.name());
        for (Record2<Long, Long> row : rows) {
            boolean own = same && (others.contains(row.value1()) || row.value1() == kept);
            if (!own) {
                moved.add(row.value1());
                holders.changed(type, row.value1(), field, row.value2(), kept);
            }
            if (!own || row.value1() != kept) {
                moves.add(new Move(own ? OWN : REFERENCE, type.name(), row.value1(), field.name(), row.value2(), 0));
            }
        }
        for (List<Long> batch : Batches.of(sql, moved)) {
            sql.update(table)
                    .set(column, kept)
                    .where(RecordColumns.ID.in(batch))
                    .execute();
        }
    }

    private static void links(
            DSLContext sql, StoredType target, long kept, Set<Long> others, Holders holders, List<Move> moves) {
        Result<Record5<String, Long, String, Long, Integer>> rows = sql.select(
                        LinkTable.TYPE, LinkTable.RECORD, LinkTable.FIELD, LinkTable.TARGET, LinkTable.POSITION)
                .from(LinkTable.TABLE)
                .where(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.in(others))
                .fetch();
        if (rows.isEmpty()) {
            return;
        }
        Map<String, Set<Long>> records = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !isOneOf(target, row.value1(), row.value2(), kept, others))
                .forEach(row -> records.computeIfAbsent(row.value1(), type -> new LinkedHashSet<>())
                        .add(row.value2()));
        Map<Holders.Place, List<RecordLink>> before = holders.links(sql, records);
        Set<List<Object>> present = new HashSet<>();
        sql.select(LinkTable.TYPE, LinkTable.RECORD, LinkTable.FIELD)
                .from(LinkTable.TABLE)
                .where(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.eq(kept))
                .forEach(row -> present.add(List.of(row.value1(), row.value2(), row.value3())));
        for (Record5<String, Long, String, Long, Integer> row : rows) {
            boolean self = target.name().equals(row.value1()) && row.value2() == kept;
            boolean goes = target.name().equals(row.value1()) && others.contains(row.value2());
            if (goes) {
                continue;
            }
            Condition which = link(target, row.value1(), row.value2(), row.value3(), row.value4());
            boolean first = !self && present.add(List.of(row.value1(), row.value2(), row.value3()));
            if (first) {
                sql.update(LinkTable.TABLE)
                        .set(LinkTable.TARGET, kept)
                        .where(which)
                        .execute();
            } else {
                sql.deleteFrom(LinkTable.TABLE).where(which).execute();
            }
            moves.add(new Move(
                    first ? LINK : DROPPED, row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
        }
        holders.changed(before, holders.links(sql, records));
    }

    private static boolean isOneOf(StoredType target, String type, long record, long kept, Set<Long> others) {
        return target.name().equals(type) && (record == kept || others.contains(record));
    }

    static Condition link(StoredType target, String type, long record, String field, long to) {
        return LinkTable.TYPE
                .eq(type)
                .and(LinkTable.RECORD.eq(record))
                .and(LinkTable.FIELD.eq(field))
                .and(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.eq(to));
    }

    static Table<Record> tableOf(StoredType type, StoredField field) {
        return field.custom() ? RecordColumns.beside(type) : RecordColumns.table(type);
    }
}
