package org.penglai.crm.records.internal.undo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.write.Temporary;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.RecordWrites.Result;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.records.spi.UndoLedger;

/**
 * Takes back what another job has written, the latest first, some hundred records a transaction. What became of each
 * record is noted in the same transaction, so that a run after a crash goes on where the last one ended.
 */
@Component
public final class UndoJob implements JobHandler {
    private static final int ROUND = 200;
    private static final int MOST_TOLD = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Localized CHANGED = Localized.of("之后又被修改过。", "It has been changed since.");
    static final Localized GONE = Localized.of("之后已被删除。", "It has been deleted since.");
    static final Localized NO_TYPE = Localized.of("所属模块未安装。", "Its module is not installed.");

    private final Types types;
    private final RecordWrites writes;
    private final Gates gates;
    private final Database database;
    private final Transactions transactions;
    private final QueryPlanner planner;
    private final UndoRows rows;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Null where nothing is sealed. */
    @Reference
    volatile PersonalValues personal;

    /** @param migrated proof that the tables are there */
    @Activate
    public UndoJob(
            @Reference Types types,
            @Reference RecordWrites writes,
            @Reference Gates gates,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference QueryPlanner planner,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.types = types;
        this.writes = writes;
        this.gates = gates;
        this.database = database;
        this.transactions = transactions;
        this.planner = planner;
        this.rows = new UndoRows(ids);
    }

    @Override
    public String kind() {
        return UndoLedger.UNDO;
    }

    @Override
    public Map<String, Object> run(JobContext context) throws InterruptedException {
        long batch = Ids.parse(String.valueOf(context.parameters().get(UndoLedger.BATCH)));
        boolean mine = transactions.run(transaction -> rows.claim(transaction.sql(), batch, context.id()));
        if (!mine) {
            throw new Conflict(
                    "alreadyUndone",
                    Localized.of("该任务没有可撤销的内容，或已被撤销。", "There is nothing of that job left to be undone."));
        }
        boolean complete = false;
        try {
            complete = takeBack(context, batch);
        } finally {
            if (!complete) {
                // Cancelled or failed: what is left can be taken back by another job.
                transactions.run(transaction -> {
                    rows.release(transaction.sql(), batch, context.id());
                    return null;
                });
            }
        }
        return database.read(sql -> result(sql, context.caller(), batch));
    }

    /** @return whether nothing is left */
    private boolean takeBack(JobContext context, long batch) throws InterruptedException {
        long total = database.read(sql -> rows.records(sql, batch));
        tell(context, batch, total);
        while (!context.isCancelled()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the platform is going down");
            }
            List<UndoRows.Stored> open = database.read(sql -> rows.open(sql, batch, ROUND));
            if (open.isEmpty()) {
                return true;
            }
            Temporary.patiently(() -> round(context.caller(), WayBack.of(opened(open), json)));
            tell(context, batch, total);
        }
        return false;
    }

    private List<UndoRows.Stored> opened(List<UndoRows.Stored> stored) {
        PersonalValues present = personal;
        return present == null
                ? stored
                : stored.stream()
                        .map(each -> each.with(present.open(
                                each.write().type(),
                                each.write().recordId(),
                                each.write().before())))
                        .toList();
    }

    private void tell(JobContext context, long batch, long total) {
        context.progress(database.read(sql -> rows.undone(sql, batch) + rows.skipped(sql, batch)), total);
    }

    /** @return how many records were looked at */
    private int round(Caller caller, List<WayBack> ways) {
        List<UndoRows.Settled> settled = new ArrayList<>();
        List<WayBack> changes = new ArrayList<>();
        List<WayBack> restores = new ArrayList<>();
        Set<String> units = new HashSet<>();
        for (WayBack way : ways) {
            if (types.find(way.type()).isEmpty()) {
                settled.add(settled(way, NO_TYPE));
            } else {
                units.addAll(types.units(way.type()));
                switch (way.kind()) {
                    case CHANGE -> changes.add(way);
                    case RESTORE -> restores.add(way);
                    case NOTHING -> settled.add(settled(way, null));
                    case BROKEN -> settled.add(settled(way, CHANGED));
                }
            }
        }
        try (Gates.Permit permit = gates.enter(units, PATIENCE)) {
            restores.forEach(way -> settled.add(settled(way, restore(caller, way))));
            writes.undoEach(
                    caller,
                    changes.stream().map(WayBack::change).toList(),
                    results -> settle(changes, results, settled));
        }
        return ways.size();
    }

    private void settle(List<WayBack> changes, List<Result> results, List<UndoRows.Settled> others) {
        Temporary.refuse(results.stream().map(Result::failure).toList());
        List<UndoRows.Settled> all = new ArrayList<>(others);
        IntStream.range(0, changes.size())
                .forEach(place -> all.add(
                        settled(changes.get(place), reason(results.get(place).failure()))));
        transactions.run(transaction -> {
            rows.settle(transaction.sql(), all);
            return null;
        });
    }

    private static UndoRows.Settled settled(WayBack way, Localized reason) {
        return new UndoRows.Settled(way.type(), way.id(), way.rows(), reason);
    }

    /** A transaction of its own; that a record is there again, perhaps since the last run, is all that is wanted. */
    private Localized restore(Caller caller, WayBack way) {
        try {
            writes.restore(caller, way.type(), way.id());
            return null;
        } catch (NotFound notInTheBin) {
            return null;
        } catch (Unavailable later) {
            throw later;
        } catch (CrmException refused) {
            return reason(refused);
        }
    }

    private static Localized reason(CrmException failure) {
        if (failure == null) {
            return null;
        }
        if (failure instanceof Stale) {
            return CHANGED;
        }
        if (failure instanceof NotFound) {
            return GONE;
        }
        return failure.violations().isEmpty()
                ? failure.text()
                : failure.violations().get(0).message();
    }

    private Map<String, Object> result(DSLContext sql, Caller caller, long batch) {
        List<UndoRows.Settled> skipped = rows.skipped(sql, batch, MOST_TOLD);
        Map<String, Set<Long>> wanted = new HashMap<>();
        skipped.forEach(one ->
                wanted.computeIfAbsent(one.type(), type -> new HashSet<>()).add(one.recordId()));
        Map<String, Map<Long, String>> titles = planner.titles().fetch(sql, caller, wanted);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("undone", rows.undone(sql, batch));
        result.put("skippedTotal", rows.skipped(sql, batch));
        result.put(
                "skipped",
                skipped.stream()
                        .map(one -> {
                            Map<String, Object> view = new LinkedHashMap<>();
                            view.put("type", one.type());
                            view.put("id", Ids.format(one.recordId()));
                            view.put(
                                    "title",
                                    titles.getOrDefault(one.type(), Map.of()).get(one.recordId()));
                            view.put(
                                    "reason",
                                    Map.of(
                                            Localized.DEFAULT_LANGUAGE,
                                            one.reason().zh(),
                                            "en",
                                            one.reason().en()));
                            return view;
                        })
                        .toList());
        return result;
    }
}
