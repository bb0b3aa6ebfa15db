package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.query.Statements;
import org.penglai.crm.records.internal.undo.UndoRows;
import org.penglai.crm.records.spi.NoticeSink;

/** Does what a plan says, once, in one transaction: rows, labels, recycle bin, audit and outbox. */
final class PlanExecution {
    /** What audit calls updates; one of these that sets nothing leaves no trace. */
    private static final Set<String> QUIET = Set.of("updated", "undone");

    private final Transaction transaction;
    private final Plan plan;
    private final WriteTools tools;
    private final Long ledger;
    /** Of the persistence contexts as they are now. */
    private final Map<RecordKey, RecordEntity> entities = new HashMap<>();
    /** Records whose version is no longer the planned one, because this transaction has changed them. */
    private final Set<RecordKey> touched = new HashSet<>();

    private final Set<String> units = new HashSet<>();
    private final List<Journal.Entry> entries = new ArrayList<>();
    private final Map<Integer, RecordSnapshot> results = new HashMap<>();
    /** Entries of the caller's list, without their follow-ups, that wrote something. */
    private final Map<Integer, UndoRows.Write> effects = new LinkedHashMap<>();

    /** @param ledger by what name the writes can be taken back; null for none */
    PlanExecution(Transaction transaction, Plan plan, WriteTools tools, Long ledger) {
        this.ledger = ledger;
        this.transaction = transaction;
        this.plan = plan;
        this.tools = tools;
    }

    /**
     * Writes everything and flushes.
     *
     * @return the records by place in the caller's list; none for deleted ones
     * @throws Rejection if something stands against changes
     * @throws ChangedMeanwhile if a record is not as it was planned for
     */
    Map<Integer, RecordSnapshot> run() {
        List<PlannedChange> changes = plan.changes();
        int from = 0;
        while (from < changes.size()) {
            boolean deletion = isDeletion(changes.get(from));
            int to = from + 1;
            while (to < changes.size() && isDeletion(changes.get(to)) == deletion) {
                to++;
            }
            if (deletion) {
                changes.subList(from, to).forEach(this::delete);
            } else {
                write(changes.subList(from, to));
            }
            from = to;
        }
        tools.journal().append(transaction, entries);
        if (ledger != null) {
            tools.undo()
                    .add(
                            transaction,
                            ledger,
                            List.copyOf(effects.values()),
                            plan.caller().userId(),
                            plan.now());
        }
        NoticeSink sink = tools.notices().get();
        if (sink != null && !plan.notices().isEmpty()) {
            sink.accept(transaction, plan.caller(), plan.notices());
        }
        return results;
    }

    /** What stands against the changes, by place; as things are now. Writes nothing but what guards note for themselves. */
    Map<Integer, CrmException> objections(List<PlannedChange> changes) {
        Map<Integer, CrmException> rejected = new TreeMap<>();
        DSLContext lookups = Statements.byIds(transaction.sql());
        tools.references().check(lookups, changes, touched, plan.caller().userId(), rejected);
        tools.keys().check(lookups, changes, rejected);
        tools.labels().check(lookups, changes, rejected);
        tools.guards().check(transaction, plan, changes, rejected);
        return rejected;
    }

    private void write(List<PlannedChange> changes) {
        Map<Integer, CrmException> rejected = objections(changes);
        if (!rejected.isEmpty()) {
            throw new Rejection(rejected);
        }
        for (List<PlannedChange> ofType : EntityWriter.byType(changes).values()) {
            units.add(ofType.get(0).type().type().unit());
            tools.entities().write(transaction, ofType, plan, entities, touched);
            // A module's tables may have foreign keys among them; JPA does not know of any order.
            transaction.flush();
        }
        tools.labels().write(transaction.sql(), changes);
        SeveralRows.LINKS.write(transaction.sql(), changes);
        tools.custom().write(transaction.sql(), changes);
        tools.json().prepare(changes);
        changes.forEach(this::tell);
    }

    private void tell(PlannedChange change) {
        RecordEntity entity = entities.get(change.key());
        long version = entity == null ? change.before().version() : entity.getVersion();
        boolean entry = result(change, EntityWriter.at(change.after(), version));
        if (entity != null) {
            touched.add(change.key());
        }
        // An update that sets nothing leaves no trace, but an action always does.
        if (!change.isIdle() || !QUIET.contains(change.word())) {
            if (entry) {
                effects.put(change.origin(), effect(change, version));
            }
            entries.add(new Journal.Entry(
                    change.key().type(),
                    change.id(),
                    version,
                    change.word(),
                    plan.caller().userId(),
                    tools.json().of(change)));
        }
    }

    private void delete(PlannedChange change) {
        boolean entry = result(change, null);
        List<Journal.Entry> told =
                tools.deletion().delete(transaction.sql(), change, plan, touched.contains(change.key()));
        entries.addAll(told);
        if (entry) {
            effects.put(change.origin(), effect(change, told.get(0).recordVersion()));
        }
        // References that were emptied have raised the version of records that may be next on the list.
        told.stream()
                .filter(each -> each.operation().equals("updated"))
                .forEach(each -> touched.add(new RecordKey(each.type(), each.recordId())));
        // The rows changed behind the persistence contexts.
        units.forEach(unit -> transaction.em(unit).clear());
        entities.clear();
    }

    private UndoRows.Write effect(PlannedChange change, long version) {
        boolean update = change.operation() == Operation.UPDATE;
        String before = ledger != null && update ? tools.json().before(change) : null;
        String operation =
                switch (change.operation()) {
                    case CREATE -> "created";
                    case UPDATE -> "updated";
                    case DELETE -> "deleted";
                };
        long versionBefore = change.before() == null ? 0 : change.before().version();
        return new UndoRows.Write(change.key().type(), change.id(), operation, versionBefore, version, before);
    }

    /** Places of the caller's list at which something was written. */
    Set<Integer> changed() {
        return effects.keySet();
    }

    /**
     * The first change of an entry is the entry itself, the others are follow-ups.
     *
     * @return whether it is the entry
     */
    private boolean result(PlannedChange change, RecordSnapshot record) {
        if (results.containsKey(change.origin())) {
            return false;
        }
        results.put(change.origin(), record);
        return true;
    }

    private static boolean isDeletion(PlannedChange change) {
        return change.operation() == Operation.DELETE;
    }
}
