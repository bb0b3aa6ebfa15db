package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.records.internal.query.RowLocks;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Gives records that name one person to another, by statements over whole tables. */
final class HandedRecords {
    private final ChangesJson json = new ChangesJson(() -> null);

    int count(DSLContext sql, HeldField held, long user) {
        return sql.select(DSL.count())
                .from(RecordColumns.table(held.type()))
                .where(held.of(user))
                .fetchSingle()
                .value1();
    }

    /** @return what audit is to know, one entry for each record */
    List<Entry> move(DSLContext sql, HeldField held, long user, Long to, LocalDateTime now, long by) {
        StoredType type = held.type();
        Result<Record2<Long, Long>> rows = sql.fetch(RowLocks.exclusive(
                sql.select(RecordColumns.ID, RecordColumns.VERSION)
                        .from(RecordColumns.table(type))
                        .where(held.of(user)),
                sql.dialect()));
        String changes = json.changed(Map.of(held.field(), new Holders.Change(user, to)));
        List<Entry> entries = new ArrayList<>();
        for (List<Record2<Long, Long>> some : Batches.of(sql, rows)) {
            List<Long> ids = some.stream().map(Record2::value1).toList();
            UpdateSetMoreStep<org.jooq.Record> update = sql.update(RecordColumns.table(type))
                    .set(RecordColumns.reference(held.field()), to)
                    .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                    .set(RecordColumns.UPDATED_AT, now)
                    .set(RecordColumns.UPDATED_BY, by);
            if (held.field().name().equals(SystemFields.OWNER)) {
                pooled(update, type, user, now);
            }
            update.where(RecordColumns.ID.in(ids)).execute();
            some.forEach(
                    row -> entries.add(new Entry(type.name(), row.value1(), row.value2() + 1, "updated", by, changes)));
        }
        return entries;
    }

    /** What pools ask of a record that got another owner. */
    private static void pooled(
            UpdateSetMoreStep<org.jooq.Record> update, StoredType type, long user, LocalDateTime now) {
        StoredField previous = type.fields().get(PoolFields.PREVIOUS_OWNER);
        StoredField claimed = type.fields().get(PoolFields.CLAIMED_AT);
        if (previous != null && previous.column() != null) {
            update.set(RecordColumns.reference(previous), user);
        }
        if (claimed != null && claimed.column() != null) {
            update.set(DSL.field(DSL.unquotedName(claimed.column()), LocalDateTime.class), now);
        }
    }
}
