package org.penglai.crm.records.internal.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.records.spi.UndoLedger;

/** What of the ledger is to be seen from outside. */
@Component
public final class TableUndoLedger implements UndoLedger {
    private final Types types;
    private final Database database;
    private final QueryPlanner planner;
    private final UndoRows rows;

    /** @param migrated proof that the tables are there */
    @Activate
    public TableUndoLedger(
            @Reference Types types,
            @Reference Database database,
            @Reference QueryPlanner planner,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.types = types;
        this.database = database;
        this.planner = planner;
        this.rows = new UndoRows(ids);
    }

    @Override
    public boolean canUndo(long job) {
        return database.read(sql -> rows.isFree(sql, job));
    }

    @Override
    public List<Batch> list(Long owner, Long before, int limit) {
        return database.read(sql -> rows.list(sql, owner, before, limit));
    }

    @Override
    public List<Left> left(Caller caller, long job, int limit) {
        return database.read(sql -> {
            List<UndoRows.Settled> left = new ArrayList<>(rows.skipped(sql, job, limit));
            for (String type : rows.openTypes(sql, job)) {
                left.addAll(open(sql, job, type, limit - left.size()));
            }
            return titled(sql, caller, left);
        });
    }

    private List<UndoRows.Settled> open(DSLContext sql, long job, String name, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        Optional<StoredType> type = types.find(name);
        List<UndoRows.Settled> left = new ArrayList<>();
        if (type.isEmpty()) {
            rows.openRecords(sql, job, name, limit)
                    .forEach(id -> left.add(new UndoRows.Settled(name, id, List.of(), UndoJob.NO_TYPE)));
        } else {
            rows.writtenSince(sql, job, name, type.get().table(), limit)
                    .forEach((id, gone) ->
                            left.add(new UndoRows.Settled(name, id, List.of(), gone ? UndoJob.GONE : UndoJob.CHANGED)));
        }
        return left;
    }

    private List<Left> titled(DSLContext sql, Caller caller, List<UndoRows.Settled> left) {
        Map<String, Set<Long>> wanted = new HashMap<>();
        left.forEach(one ->
                wanted.computeIfAbsent(one.type(), type -> new HashSet<>()).add(one.recordId()));
        Map<String, Map<Long, String>> titles = planner.titles().fetch(sql, caller, wanted);
        return left.stream()
                .map(one -> new Left(
                        one.type(),
                        one.recordId(),
                        titles.getOrDefault(one.type(), Map.of()).get(one.recordId()),
                        one.reason()))
                .toList();
    }
}
