package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.write.MergeMoves.Move;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.Merges.Left;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Leads back to the records that were merged what a merge has led to the kept one. */
final class MovesBack {
    private final TypeRegistry types;

    MovesBack(TypeRegistry types) {
        this.types = types;
    }

    /**
     * @param holders get to know which records were changed
     * @return what could not be moved, because somebody led it elsewhere since
     */
    List<Left> back(
            DSLContext sql,
            StoredType target,
            long kept,
            List<Move> moves,
            Collection<MergePart> parts,
            Holders holders) {
        Map<String, Set<Long>> linked = new LinkedHashMap<>();
        moves.stream()
                .filter(move -> isLink(move) && !(move.type().equals(target.name()) && move.record() == kept))
                .forEach(move -> linked.computeIfAbsent(move.type(), type -> new LinkedHashSet<>())
                        .add(move.record()));
        Map<Holders.Place, List<RecordLink>> before = holders.links(sql, linked);
        List<Left> left = new ArrayList<>();
        for (Move move : moves) {
            if (!back(sql, target, kept, move, parts, holders)) {
                left.add(new Left(move.type(), move.record(), move.field()));
            }
        }
        holders.changed(before, holders.links(sql, linked));
        return left;
    }

    private boolean back(
            DSLContext sql, StoredType target, long kept, Move move, Collection<MergePart> parts, Holders holders) {
        return switch (move.kind()) {
            case MergeMoves.REFERENCE, MergeMoves.OWN -> referenceBack(sql, kept, move, holders);
            case MergeMoves.LINK, MergeMoves.DROPPED -> linkBack(sql, target, kept, move);
            case MergeMoves.KEY -> LabelRows.giveBack(sql, target.name(), move.field(), move.from());
            default ->
                parts.stream()
                        .filter(part -> move.kind().equals(MergeMoves.PART + part.name()))
                        .anyMatch(part -> part.moveBack(sql, target.name(), move.record(), kept, move.from()));
        };
    }

    private static boolean isLink(Move move) {
        return move.kind().equals(MergeMoves.LINK) || move.kind().equals(MergeMoves.DROPPED);
    }

    private boolean referenceBack(DSLContext sql, long kept, Move move, Holders holders) {
        StoredType type = types.find(move.type()).orElse(null);
        StoredField field = type == null ? null : type.fields().get(move.field());
        if (field == null) {
            return false;
        }
        Field<Long> column = RecordColumns.reference(field);
        Condition unchanged = move.isOwn() ? column.isNull().or(column.eq(move.from())) : column.eq(kept);
        boolean done = sql.update(MergeMoves.tableOf(type, field))
                        .set(column, move.from())
                        .where(RecordColumns.ID.eq(move.record()))
                        .and(unchanged)
                        .execute()
                > 0;
        if (done && !move.isOwn()) {
            holders.changed(type, move.record(), field, kept, move.from());
        }
        return done;
    }

    private static boolean linkBack(DSLContext sql, StoredType target, long kept, Move move) {
        if (move.kind().equals(MergeMoves.LINK)) {
            return sql.update(LinkTable.TABLE)
                            .set(LinkTable.TARGET, move.from())
                            .where(MergeMoves.link(target, move.type(), move.record(), move.field(), kept))
                            .execute()
                    > 0;
        }
        Condition there = MergeMoves.link(target, move.type(), move.record(), move.field(), move.from());
        if (!sql.fetchExists(LinkTable.TABLE, there)) {
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
        }
        return true;
    }
}
