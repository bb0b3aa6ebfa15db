package org.penglai.crm.jobs.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobFile;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.jobs.internal.JobFiles.Direction;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Jobs as their owners see them: rows and the list of their files. Safe for any thread. */
@Component(service = JobStore.class)
public final class JobStore {
    private static final int LABEL_LENGTH = 300;

    private final Database database;
    private final Transactions transactions;
    private final Clock clock;
    private final JobJson json = new JobJson();

    /** @param migrated only there when the tables are */
    @Activate
    public JobStore(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-jobs)") DataSource migrated) {
        this(database, transactions, Clock.systemUTC());
    }

    JobStore(Database database, Transactions transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Adds a waiting job; runs the action once it is committed. */
    void insert(long id, Caller caller, JobRequest request, Map<String, Long> inputs, Runnable committed) {
        String parameters = json.write(request.parameters());
        String as = json.write(caller);
        transactions.run(transaction -> {
            transaction
                    .sql()
                    .insertInto(JobTables.JOBS)
                    .set(JobTables.ID, id)
                    .set(JobTables.KIND, request.kind())
                    .set(JobTables.LABEL_ZH, cut(request.label().zh()))
                    .set(JobTables.LABEL_EN, cut(request.label().en()))
                    .set(JobTables.STATE, JobState.QUEUED.code())
                    .set(JobTables.DONE, 0L)
                    .set(JobTables.TOTAL, 0L)
                    .set(JobTables.CREATED_AT, now())
                    .set(JobTables.CREATED_BY, caller.userId())
                    .set(JobTables.CALLER, as)
                    .set(JobTables.PARAMETERS, parameters)
                    .set(JobTables.CANCEL_REQUESTED, false)
                    .set(JobTables.ATTEMPTS, 0)
                    .execute();
            inputs.forEach((name, size) -> transaction
                    .sql()
                    .insertInto(
                            JobTables.FILES,
                            JobTables.FILE_JOB,
                            JobTables.DIRECTION,
                            JobTables.FILE_NAME,
                            JobTables.SIZE)
                    .values(id, Direction.IN.code(), name, size)
                    .execute());
            transaction.afterCommit(committed);
            return null;
        });
    }

    Optional<Job> find(long id) {
        return select(JobTables.ID.eq(id), 1).stream().findFirst();
    }

    /** The newest jobs of one user. */
    List<Job> listOf(long userId, int limit) {
        return select(JobTables.CREATED_BY.eq(userId), limit);
    }

    /** The newest jobs of all. */
    List<Job> list(int limit) {
        return select(DSL.noCondition(), limit);
    }

    /** Ends a waiting job or asks a running one to end; empty if it had ended before. */
    Optional<JobState> cancel(long id) {
        return transactions.run(transaction -> {
            int ended = transaction
                    .sql()
                    .update(JobTables.JOBS)
                    .set(JobTables.STATE, JobState.CANCELLED.code())
                    .set(JobTables.FINISHED_AT, now())
                    .where(JobTables.ID.eq(id))
                    .and(JobTables.STATE.eq(JobState.QUEUED.code()))
                    .execute();
            if (ended > 0) {
                return Optional.of(JobState.CANCELLED);
            }
            int asked = transaction
                    .sql()
                    .update(JobTables.JOBS)
                    .set(JobTables.CANCEL_REQUESTED, true)
                    .where(JobTables.ID.eq(id))
                    .and(JobTables.STATE.eq(JobState.RUNNING.code()))
                    .execute();
            return asked > 0 ? Optional.of(JobState.RUNNING) : Optional.<JobState>empty();
        });
    }

    /** Adds a file for the owner, or gives it a new size. */
    void putOutput(long id, String name, long size) {
        transactions.run(transaction -> {
            Condition same = JobTables.FILE_JOB
                    .eq(id)
                    .and(JobTables.DIRECTION.eq(Direction.OUT.code()))
                    .and(JobTables.FILE_NAME.eq(name));
            transaction.sql().deleteFrom(JobTables.FILES).where(same).execute();
            return transaction
                    .sql()
                    .insertInto(
                            JobTables.FILES,
                            JobTables.FILE_JOB,
                            JobTables.DIRECTION,
                            JobTables.FILE_NAME,
                            JobTables.SIZE)
                    .values(id, Direction.OUT.code(), name, size)
                    .execute();
        });
    }

    /** Jobs that ended longer ago than that and still have files. */
    List<Long> endedWithFiles(Duration ago) {
        return database.read(sql -> sql.selectDistinct(JobTables.FILE_JOB)
                .from(JobTables.FILES)
                .join(JobTables.JOBS)
                .on(JobTables.ID.eq(JobTables.FILE_JOB))
                .where(JobTables.FINISHED_AT.lt(now().minus(ago)))
                .fetch(JobTables.FILE_JOB));
    }

    void forgetFiles(long id) {
        transactions.run(transaction -> transaction
                .sql()
                .deleteFrom(JobTables.FILES)
                .where(JobTables.FILE_JOB.eq(id))
                .execute());
    }

    private List<Job> select(Condition condition, int limit) {
        return database.read(sql -> {
            List<? extends Record> rows = sql.select(JobRow.COLUMNS)
                    .from(JobTables.JOBS)
                    .where(condition)
                    .orderBy(JobTables.ID.desc())
                    .limit(limit)
                    .fetch();
            Map<Long, List<JobFile>> files = sql.select(JobTables.FILE_JOB, JobTables.FILE_NAME, JobTables.SIZE)
                    .from(JobTables.FILES)
                    .where(JobTables.FILE_JOB.in(
                            rows.stream().map(row -> row.get(JobTables.ID)).toList()))
                    .and(JobTables.DIRECTION.eq(Direction.OUT.code()))
                    .orderBy(JobTables.FILE_NAME)
                    .fetchGroups(
                            JobTables.FILE_JOB,
                            row -> new JobFile(row.get(JobTables.FILE_NAME), row.get(JobTables.SIZE)));
            return rows.stream()
                    .map(row -> JobRow.job(row, files.getOrDefault(row.get(JobTables.ID), List.of()), json))
                    .toList();
        });
    }

    private LocalDateTime now() {
        return JobRow.timestamp(clock.instant());
    }

    private static String cut(String label) {
        return label.substring(0, Math.min(label.length(), LABEL_LENGTH));
    }

    /**
     * How a job ended.
     *
     * @param message null if there is nothing to say
     * @param result JSON, null if there is none
     */
    record Ending(JobState state, Localized message, String result) {}
}
