package org.penglai.crm.records.internal.bulk;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.bulk.BulkRows.Failure;
import org.penglai.crm.records.internal.bulk.BulkRows.Progress;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.write.Temporary;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.RecordWrites.Edited;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Does one thing to many records, in the order of their ids, some hundred a transaction. How far it has come is noted in
 * the same transaction, so that a run after a crash goes on behind the last one that was committed; what was written can
 * be taken back by the job's name.
 */
@Component
public final class BulkJob implements JobHandler {
    static final String ERRORS = "errors.csv";
    private static final int ROUND = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Types types;
    private final RecordWrites writes;
    private final Gates gates;
    private final Database database;
    private final Transactions transactions;
    private final QueryPlanner planner;
    private final int round;

    /** @param migrated proof that the tables are there */
    @Activate
    public BulkJob(
            @Reference Types types,
            @Reference RecordWrites writes,
            @Reference Gates gates,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference QueryPlanner planner,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(types, writes, gates, database, transactions, planner, migrated, ROUND);
    }

    /**
     * @param migrated as above
     * @param round records a transaction
     */
    public BulkJob(
            Types types,
            RecordWrites writes,
            Gates gates,
            Database database,
            Transactions transactions,
            QueryPlanner planner,
            DataSource migrated,
            int round) {
        this.types = types;
        this.writes = writes;
        this.gates = gates;
        this.database = database;
        this.transactions = transactions;
        this.planner = planner;
        this.round = round;
    }

    @Override
    public String kind() {
        return "bulk";
    }

    @Override
    public Map<String, Object> run(JobContext context) throws IOException, InterruptedException {
        BulkRequest request = BulkRequest.of(context.parameters());
        StoredType type = types.get(request.type());
        Caller caller = context.caller();
        Progress progress = begin(context.id(), caller, request);
        context.progress(progress.matched(), progress.total());
        while (!context.isCancelled()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the platform is going down");
            }
            List<Long> ids = next(caller, request, progress.lastId());
            if (ids.isEmpty()) {
                break;
            }
            Progress before = progress;
            progress = Temporary.patiently(() -> round(context.id(), caller, request, ids, before));
            context.progress(progress.matched(), Math.max(progress.matched(), progress.total()));
        }
        return result(context, request, type, progress);
    }

    private Progress begin(long job, Caller caller, BulkRequest request) {
        Progress begun = database.read(sql -> BulkRows.load(sql, job));
        if (begun != null) {
            return begun;
        }
        long total = request.ids() != null
                ? request.ids().size()
                : planner.count(caller, request.type(), request.filter(), request.q());
        transactions.run(transaction -> {
            BulkRows.begin(transaction.sql(), job, total, Clock.systemUTC().instant());
            return null;
        });
        return new Progress(-1, total, 0, 0, 0, 0);
    }

    /** By id, so that what the rounds change decides nothing about which records are still to come. */
    private List<Long> next(Caller caller, BulkRequest request, long after) {
        return request.ids() != null
                ? request.ids().stream().filter(id -> id > after).limit(round).toList()
                : planner.idsBehind(caller, request.type(), request.filter(), request.q(), after, round);
    }

    private Progress round(long job, Caller caller, BulkRequest request, List<Long> ids, Progress before) {
        try (Gates.Permit permit = gates.enter(types.units(request.type()), PATIENCE)) {
            List<Edited> edited = writes.editEach(caller, request.type(), ids, request.edit(), job, soFar -> {
                Temporary.refuse(soFar.stream().map(Edited::failure).toList());
                transactions.run(transaction -> {
                    save(transaction.sql(), job, plus(before, soFar), soFar);
                    return null;
                });
            });
            return plus(before, edited);
        }
    }

    private static void save(DSLContext sql, long job, Progress progress, List<Edited> edited) {
        BulkRows.save(
                sql,
                job,
                progress,
                edited.stream()
                        .filter(one -> one.failure() != null)
                        .map(one -> new Failure(one.id(), reason(one.failure())))
                        .toList());
    }

    private static Progress plus(Progress before, List<Edited> edited) {
        long failed = edited.stream().filter(one -> one.failure() != null).count();
        long changed = edited.stream().filter(Edited::changed).count();
        return before.plus(edited.get(edited.size() - 1).id(), changed, edited.size() - changed - failed, failed);
    }

    private static Violation reason(CrmException failure) {
        return failure.violations().isEmpty() || failure.code().equals("inUse")
                ? new Violation("", failure.code(), failure.text())
                : failure.violations().get(0);
    }

    private Map<String, Object> result(JobContext context, BulkRequest request, StoredType type, Progress progress)
            throws IOException {
        FailureReport report = new FailureReport(database, planner);
        if (progress.failed() > 0) {
            report.write(context.caller(), type, context.id(), context.output(ERRORS));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("type", request.type());
        result.put("operation", request.operation());
        result.put("matched", progress.matched());
        result.put("changed", progress.changed());
        result.put("unchanged", progress.unchanged());
        result.put("failed", progress.failed());
        result.put("reasons", report.reasons());
        return result;
    }
}
