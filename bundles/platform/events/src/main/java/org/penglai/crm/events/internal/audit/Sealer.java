package org.penglai.crm.events.internal.audit;

import static org.penglai.crm.events.internal.JournalTable.AUDIT;
import static org.penglai.crm.events.internal.JournalTable.AUDIT_COLUMNS;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.OPEN;
import static org.penglai.crm.events.internal.JournalTable.ROW_MAC;
import static org.penglai.crm.events.internal.audit.SealTables.AUDIT_ID;
import static org.penglai.crm.events.internal.audit.SealTables.KIND;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL_POSITION;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL_TABLE;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.penglai.crm.events.internal.outbox.EventReading;
import org.penglai.crm.persistence.spi.Ids;

/**
 * Puts audit rows into the chain: those of changes by their events, notes by the list of open ones. One node at a time, in
 * the transaction that moves its position on.
 */
final class Sealer {
    static final String NAME = "audit seals";
    static final int MOST = 500;
    static final String WRITTEN = "written";
    static final String OLDER = "older";
    static final String FOREIGN = "foreign";
    static final String MISSING = "missing";

    private final EventReading reading;
    private final Ids ids;
    private final AuditKey key;
    private final Heads heads;

    Sealer(EventReading reading, Ids ids, AuditKey key, Heads heads) {
        this.reading = reading;
        this.ids = ids;
        this.key = key;
        this.heads = heads;
    }

    /** One transaction's worth; returns how many rows were sealed, 0 also if another node has the lease. */
    int round() {
        if (!reading.take()) {
            return 0;
        }
        Round done = reading.transactions().run(transaction -> seal(transaction.sql()));
        if (done.head != null) {
            heads.note(done.head.position(), done.head.seal());
        }
        return done.sealed;
    }

    /**
     * Deletes rows that were written before the moment, some of them at once, and has the chain say so; returns how many.
     * None if another node has the lease.
     */
    int expire(LocalDateTime before) {
        if (!reading.take()) {
            return 0;
        }
        Round done = reading.transactions().run(transaction -> expire(transaction.sql(), before));
        if (done.head != null) {
            heads.note(done.head.position(), done.head.seal());
        }
        return done.sealed;
    }

    private Round expire(DSLContext sql, LocalDateTime before) {
        Chain chain = chain(sql);
        if (chain == null || chain.olderAfter >= 0) {
            return new Round(0, null);
        }
        Expiry expiry = Expiry.next(sql, before, MOST);
        if (expiry.rows().isEmpty()) {
            return new Round(0, null);
        }
        expiry.delete(sql);
        Link said = new Link(ids.next(), Expiry.EXPIRED, Long.toString(expiry.upTo()));
        return new Round(expiry.rows().size(), append(sql, chain, List.of(said)));
    }

    void release() {
        reading.release();
    }

    private Round seal(DSLContext sql) {
        Chain chain = chain(sql);
        if (chain == null) {
            chain = begin(sql);
        }
        if (chain.olderAfter >= 0) {
            return sealOlder(sql, chain);
        }
        EventReading.Part events = reading.next(sql, MOST);
        List<Long> open = sql.select(ID).from(OPEN).orderBy(ID).limit(MOST).fetch(ID);
        if (events.ids().isEmpty() && open.isEmpty()) {
            return new Round(0, null);
        }
        Set<Long> wanted = new HashSet<>(events.ids());
        wanted.addAll(open);
        Map<Long, String> macs = macs(sql, wanted);
        wanted.removeAll(sealed(sql, wanted));
        List<Link> links = new ArrayList<>();
        for (long id : wanted.stream().sorted().toList()) {
            if (macs.containsKey(id)) {
                String mac = macs.get(id);
                links.add(mac == null ? new Link(id, FOREIGN, "") : new Link(id, WRITTEN, mac));
            } else if (id > chain.beginning) {
                links.add(new Link(id, MISSING, ""));
            }
        }
        Head head = append(sql, chain, links);
        if (!open.isEmpty()) {
            BatchBindStep batch = sql.batch(sql.deleteFrom(OPEN).where(ID.eq((Long) null)));
            for (Long id : open) {
                batch = batch.bind(id);
            }
            batch.execute();
        }
        reading.reached(sql, events.position());
        return new Round(Math.max(events.ids().size(), open.size()), head);
    }

    /** The first row says up to which id rows are older than the chain, and by which key it is made. */
    private Chain begin(DSLContext sql) {
        long beginning = ids.next();
        sql.insertInto(SEAL_TABLE)
                .set(SEAL_POSITION, 0L)
                .set(AUDIT_ID, beginning)
                .set(KIND, OLDER)
                .set(ROW_MAC, "")
                .set(SEAL, key.seal("", 0, beginning, OLDER, ""))
                .execute();
        return chain(sql);
    }

    /** The end of the chain; null before its beginning. */
    private Chain chain(DSLContext sql) {
        Long last =
                sql.select(DSL.max(SEAL_POSITION)).from(SEAL_TABLE).fetchOne().value1();
        if (last == null) {
            return null;
        }
        Record first = sql.select(AUDIT_ID, SEAL)
                .from(SEAL_TABLE)
                .where(SEAL_POSITION.eq(0L))
                .fetchOne();
        if (first == null || !first.get(SEAL).equals(key.seal("", 0, first.get(AUDIT_ID), OLDER, ""))) {
            throw new WrongKey();
        }
        Record end = sql.select(AUDIT_ID, KIND, SEAL)
                .from(SEAL_TABLE)
                .where(SEAL_POSITION.eq(last))
                .fetchOne();
        long beginning = first.get(AUDIT_ID);
        boolean older = last == 0 || end.get(KIND).equals(OLDER);
        long olderAfter = older ? (last == 0 ? 0 : end.get(AUDIT_ID)) : -1;
        if (older && !sql.fetchExists(AUDIT, ID.gt(olderAfter).and(ID.le(beginning)))) {
            olderAfter = -1;
        }
        return new Chain(last, end.get(SEAL), beginning, olderAfter);
    }

    private Round sealOlder(DSLContext sql, Chain chain) {
        List<Field<?>> columns = new ArrayList<>(AUDIT_COLUMNS);
        columns.add(ROW_MAC);
        List<Link> links = sql
                .select(columns)
                .from(AUDIT)
                .where(ID.gt(chain.olderAfter).and(ID.le(chain.beginning)))
                .orderBy(ID)
                .limit(MOST)
                .fetch()
                .stream()
                .map(row -> new Link(
                        row.get(ID), OLDER, row.get(ROW_MAC) == null ? RowMacs.of(key, row) : row.get(ROW_MAC)))
                .toList();
        return new Round(links.size(), append(sql, chain, links));
    }

    private Head append(DSLContext sql, Chain chain, List<Link> links) {
        if (links.isEmpty()) {
            return null;
        }
        long position = chain.last;
        String seal = chain.seal;
        BatchBindStep batch = sql.batch(sql.insertInto(SEAL_TABLE, SEAL_POSITION, AUDIT_ID, KIND, ROW_MAC, SEAL)
                .values((Long) null, null, null, null, null));
        for (Link link : links) {
            position++;
            seal = key.seal(seal, position, link.id, link.kind, link.mac);
            batch = batch.bind(position, link.id, link.kind, link.mac, seal);
        }
        batch.execute();
        return new Head(position, seal);
    }

    private static Map<Long, String> macs(DSLContext sql, Set<Long> ids) {
        Map<Long, String> macs = new HashMap<>();
        for (List<Long> some : Lists.of(sql.dialect(), ids)) {
            for (Record2<Long, String> row : sql.select(ID, ROW_MAC)
                    .from(AUDIT)
                    .where(Lists.in(sql, ID, some))
                    .fetch()) {
                macs.put(row.value1(), row.value2());
            }
        }
        return macs;
    }

    private static Set<Long> sealed(DSLContext sql, Set<Long> ids) {
        Set<Long> sealed = new HashSet<>();
        for (List<Long> some : Lists.of(sql.dialect(), ids)) {
            sealed.addAll(sql.select(AUDIT_ID)
                    .from(SEAL_TABLE)
                    .where(Lists.in(sql, AUDIT_ID, some))
                    .fetch(AUDIT_ID));
        }
        return sealed;
    }

    /** The key beside the database is not the one the chain was made with. */
    static final class WrongKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongKey() {
            super("the audit was sealed with another key than keys/audit.key");
        }
    }

    private record Round(int sealed, Head head) {}

    private record Head(long position, String seal) {}

    private record Link(long id, String kind, String mac) {}

    /**
     * @param beginning rows up to this id are older than the chain
     * @param olderAfter id of the last older row that is sealed; -1 when all are
     */
    private record Chain(long last, String seal, long beginning, long olderAfter) {}
}
