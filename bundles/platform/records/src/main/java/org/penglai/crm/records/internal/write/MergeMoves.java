package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.Merges.Left;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Leads whatever led to some records to another one and back, by the metadata of all types: those of third parties and
 * of modules that are not there now, records in the recycle bin included.
 */
final class MergeMoves {
    private static final String REFERENCE = "reference";
    /** A reference among the records that are merged: it stays, and is only noted. */
    private static final String OWN = "own";

    private static final String LINK = "link";
    /** A link that went, because there was one to the kept record already. */
    private static final String DROPPED = "dropped";

    /** A key in another system, which the kept record takes over. */
    private static final String KEY = "key";

    private static final String PART = "part:";

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

    List<Move> move(
            DSLContext sql,
            StoredType target,
            long kept,
            Set<Long> others,
            Collection<MergePart> parts,
            LocalDateTime now,
            long user) {
        List<Move> moves = new ArrayList<>();
        for (StoredType type : types.list()) {
            for (StoredField field : type.fields().values()) {
                if (field.kind() == FieldKind.REFERENCE && target.name().equals(field.target())) {
                    references(sql, target, type, field, kept, others, now, user, moves);
                }
            }
        }
        links(sql, target, kept, others, moves);
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
            LocalDateTime now,
            long user,
            List<Move> moves) {
        Field<Long> column = RecordColumns.reference(field);
        Table<Record> table = tableOf(type, field);
        Result<Record2<Long, Long>> rows = sql.select(RecordColumns.ID, column)
                .from(table)
                .where(column.in(others))
                .fetch();
        List<Long> moved = new ArrayList<>();
        boolean same = type.name().equals(target.name());
        for (Record2<Long, Long> row : rows) {
            boolean own = same && (others.contains(row.value1()) || row.value1() == kept);
            if (!own) {
                moved.add(row.value1());
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
            touch(sql, type, batch, now, user);
        }
    }

    private static void links(DSLContext sql, StoredType target, long kept, Set<Long> others, List<Move> moves) {
        Set<List<Object>> present = new HashSet<>();
        sql.select(LinkTable.TYPE, LinkTable.RECORD, LinkTable.FIELD)
                .from(LinkTable.TABLE)
                .where(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.eq(kept))
                .forEach(row -> present.add(List.of(row.value1(), row.value2(), row.value3())));
        sql.select(LinkTable.TYPE, LinkTable.RECORD, LinkTable.FIELD, LinkTable.TARGET, LinkTable.POSITION)
                .from(LinkTable.TABLE)
                .where(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.in(others))
                .fetch()
                .forEach(row -> {
                    Condition which = link(target, row.value1(), row.value2(), row.value3(), row.value4());
                    boolean first = present.add(List.of(row.value1(), row.value2(), row.value3()));
                    if (first) {
                        sql.update(LinkTable.TABLE)
                                .set(LinkTable.TARGET, kept)
                                .where(which)
                                .execute();
                    } else {
                        sql.deleteFrom(LinkTable.TABLE).where(which).execute();
                    }
                    moves.add(new Move(
                            first ? LINK : DROPPED,
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value4(),
                            row.value5()));
                });
    }

    /** @return what could not be moved, because somebody led it elsewhere since */
    List<Left> back(
            DSLContext sql,
            StoredType target,
            long kept,
            List<Move> moves,
            Collection<MergePart> parts,
            LocalDateTime now,
            long user) {
        List<Left> left = new ArrayList<>();
        for (Move move : moves) {
            boolean done = back(sql, target, kept, move, parts, now, user);
            if (!done) {
                left.add(new Left(move.type(), move.record(), move.field()));
            }
        }
        return left;
    }

    private boolean back(
            DSLContext sql,
            StoredType target,
            long kept,
            Move move,
            Collection<MergePart> parts,
            LocalDateTime now,
            long user) {
        return switch (move.kind()) {
            case REFERENCE, OWN -> referenceBack(sql, kept, move, now, user);
            case LINK, DROPPED -> linkBack(sql, target, kept, move);
            case KEY -> LabelRows.giveBack(sql, target.name(), move.field(), move.from());
            default ->
                parts.stream()
                        .filter(part -> move.kind().equals(PART + part.name()))
                        .anyMatch(part -> part.moveBack(sql, target.name(), move.record(), kept, move.from()));
        };
    }

    private boolean referenceBack(DSLContext sql, long kept, Move move, LocalDateTime now, long user) {
        StoredType type = types.find(move.type()).orElse(null);
        StoredField field = type == null ? null : type.fields().get(move.field());
        if (field == null) {
            return false;
        }
        Field<Long> column = RecordColumns.reference(field);
        Condition unchanged = move.kind().equals(OWN) ? column.isNull().or(column.eq(move.from())) : column.eq(kept);
        boolean done = sql.update(tableOf(type, field))
                        .set(column, move.from())
                        .where(RecordColumns.ID.eq(move.record()))
                        .and(unchanged)
                        .execute()
                > 0;
        if (done) {
            touch(sql, type, List.of(move.record()), now, user);
        }
        return done;
    }

    private static boolean linkBack(DSLContext sql, StoredType target, long kept, Move move) {
        if (move.kind().equals(LINK)) {
            return sql.update(LinkTable.TABLE)
                            .set(LinkTable.TARGET, move.from())
                            .where(link(target, move.type(), move.record(), move.field(), kept))
                            .execute()
                    > 0;
        }
        if (sql.fetchExists(LinkTable.TABLE, link(target, move.type(), move.record(), move.field(), move.from()))) {
            return true;
        }
        sql.insertInto(
                        LinkTable.TABLE,
                        LinkTable.TYPE,
                        LinkTable.RECORD,
                        LinkTable.FIELD,
                        LinkTable.TARGET_TYPE,
                        LinkTable.TARGET,
                        LinkTable.POSITION)
                .values(move.type(), move.record(), move.field(), target.name(), move.from(), move.place())
                .execute();
        return true;
    }

    private static Condition link(StoredType target, String type, long record, String field, long to) {
        return LinkTable.TYPE
                .eq(type)
                .and(LinkTable.RECORD.eq(record))
                .and(LinkTable.FIELD.eq(field))
                .and(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.eq(to));
    }

    private static void touch(DSLContext sql, StoredType type, List<Long> ids, LocalDateTime now, long user) {
        sql.update(RecordColumns.table(type))
                .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                .set(RecordColumns.UPDATED_AT, now)
                .set(RecordColumns.UPDATED_BY, user)
                .where(RecordColumns.ID.in(ids))
                .execute();
    }

    private static Table<Record> tableOf(StoredType type, StoredField field) {
        return field.custom() ? RecordColumns.beside(type) : RecordColumns.table(type);
    }
}
