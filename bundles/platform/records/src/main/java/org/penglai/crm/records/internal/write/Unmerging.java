package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.Merges.Gone;
import org.penglai.crm.records.spi.Merges.Left;
import org.penglai.crm.records.spi.Merges.Past;
import org.penglai.crm.records.spi.Merges.Undone;
import org.penglai.crm.records.spi.StoredType;

/**
 * Takes merges back in one transaction, the other way round: the kept record gets its values again, the others come out of
 * the recycle bin, and what led to them leads to them again. What somebody changed since stays and is listed.
 */
final class Unmerging {
    private static final List<String> RIGHTS = List.of("update", "delete");

    private final Kernel kernel;
    private final RecycleBin recycleBin;
    private final MovesBack moves;
    private final MergeRows rows = new MergeRows();
    private final MergeImages images;
    private final Supplier<? extends Collection<MergePart>> parts;

    Unmerging(Kernel kernel, RecycleBin recycleBin, Supplier<? extends Collection<MergePart>> parts) {
        this.kernel = kernel;
        this.recycleBin = recycleBin;
        this.moves = new MovesBack(kernel.types());
        this.images = new MergeImages(kernel.tools().json());
        this.parts = parts;
    }

    Undone undo(Caller caller, String typeName, long kept, long id) {
        StoredType type = kernel.types().get(typeName);
        MergeRows.Merge merge = kernel.database()
                .read(sql -> rows.find(sql, typeName, kept, id))
                .orElseThrow(() -> new NotFound("notFound", Localized.of("没有这次合并。", "There is no such merge.")));
        for (String operation : RIGHTS) {
            if (!caller.may(typeName + ":" + operation)) {
                throw Failures.forbidden(typeName + ":" + operation);
            }
        }
        List<Left> left = new ArrayList<>();
        int[] moved = new int[1];
        RecordSnapshot[] after = new RecordSnapshot[1];
        kernel.atomically(
                caller,
                planning -> {
                    left.clear();
                    RecordSnapshot now =
                            kernel.reader().find(caller, typeName, kept).orElseThrow(Failures::noRecord);
                    Map<String, Object> values = images.back(type, now, merge.before(), merge.after(), left);
                    planning.undo(0, new RecordChange.Update(typeName, kept, null, values));
                },
                transaction -> claim(transaction.sql(), id),
                transaction -> {
                    DSLContext sql = transaction.sql();
                    List<MergeMoves.Move> done = rows.moves(sql, id);
                    restore(transaction, caller, type, id, done);
                    Holders holders = new Holders(kernel.types(), kernel.tools().json());
                    List<Left> elsewhere = moves.back(sql, type, kept, done, parts.get(), holders);
                    kernel.tools().journal().append(transaction, holders.write(sql, now(), caller.userId()));
                    moved[0] = done.size() - elsewhere.size();
                    left.addAll(elsewhere);
                    after[0] = kernel.loader()
                            .load(sql, type, List.of(kept), SnapshotLoader.Mode.LIVE)
                            .get(kept);
                    journal(transaction, caller, after[0]);
                });
        return new Undone(after[0].version(), moved[0], List.copyOf(left));
    }

    private void claim(DSLContext sql, long merge) {
        if (!rows.claim(sql, merge, now())) {
            throw new Conflict("alreadyUndone", Localized.of("这次合并已经撤销。", "This merge was taken back before."));
        }
    }

    /** Those that refer to others of them come last. */
    private void restore(
            Transaction transaction, Caller caller, StoredType type, long merge, List<MergeMoves.Move> done) {
        DSLContext sql = transaction.sql();
        List<Long> others = rows.merged(sql, merge);
        List<Long> referring = done.stream()
                .filter(MergeMoves.Move::isOwn)
                .map(MergeMoves.Move::record)
                .toList();
        List<Long> ordered = new ArrayList<>(others);
        ordered.removeAll(referring);
        others.stream().filter(referring::contains).forEach(ordered::add);
        if (others.stream().anyMatch(other -> !recycleBin.holds(sql, type, other))) {
            throw new Conflict("tooLate", Localized.of("被合并的记录已彻底删除。", "What was merged has been deleted for good."));
        }
        ordered.forEach(other -> recycleBin.restore(transaction, caller, type, other));
        rows.forget(sql, merge);
    }

    List<Past> merges(Caller caller, String typeName, long kept) {
        kernel.reader().find(caller, typeName, kept).orElseThrow(Failures::noRecord);
        if (!RIGHTS.stream().allMatch(right -> caller.may(typeName + ":" + right))) {
            return List.of();
        }
        StoredType type = kernel.types().get(typeName);
        return kernel.database().read(sql -> rows.of(sql, typeName, kept).entrySet().stream()
                .map(done -> new Past(
                        done.getKey(),
                        done.getValue().at(),
                        done.getValue().by(),
                        gone(sql, type, rows.merged(sql, done.getKey()))))
                .toList());
    }

    private List<Gone> gone(DSLContext sql, StoredType type, List<Long> ids) {
        Map<Long, RecordSnapshot> found = kernel.loader().load(sql, type, ids, SnapshotLoader.Mode.ALL);
        return ids.stream()
                .filter(found::containsKey)
                .map(id -> new Gone(id, found.get(id).text(type.titleField())))
                .toList();
    }

    OptionalLong mergedInto(String type, long id) {
        return kernel.database()
                .read(sql -> rows.into(sql, type, id))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private void journal(Transaction transaction, Caller caller, RecordSnapshot kept) {
        kernel.tools()
                .journal()
                .append(
                        transaction,
                        List.of(new Entry(kept.type(), kept.id(), kept.version(), "unmerged", caller.userId(), null)));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(kernel.clock().instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
