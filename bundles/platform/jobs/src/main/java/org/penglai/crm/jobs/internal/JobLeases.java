package org.penglai.crm.jobs.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.UpdateSetMoreStep;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;

/**
 * Which node runs which job: a running job belongs to a node until its lease ends, and the node prolongs it. Every step
 * is a conditional update, so that of several nodes one wins. The nodes' clocks must agree to some seconds.
 */
final class JobLeases {
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final int STARTS_AT_MOST = 2;
    private static final int MESSAGE_LENGTH = 2_000;

    private final Database database;
    private final Transactions transactions;
    private final Clock clock;
    private final String node;
    private final JobJson json = new JobJson();

    /** @param node unique name of this node's run */
    JobLeases(Database database, Transactions transactions, Clock clock, String node) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
        this.node = node;
    }

    /** Jobs of these kinds that wait, or whose node died; the oldest first. */
    List<Candidate> candidates(Collection<String> kinds, int limit) {
        return database.read(sql -> sql.select(
                        JobTables.ID,
                        JobTables.KIND,
                        JobTables.STATE,
                        JobTables.ATTEMPTS,
                        JobTables.CANCEL_REQUESTED,
                        JobTables.CREATED_BY)
                .from(JobTables.JOBS)
                .where(JobTables.KIND.in(kinds))
                .and(free(now()))
                .orderBy(JobTables.ID)
                .limit(limit)
                .fetch(row -> new Candidate(
                        row.value1(),
                        row.value2(),
                        JobRow.state(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6())));
    }

    /** Takes the job, if it is still as it was; what it needs to run. */
    Optional<Claim> claim(Candidate candidate) {
        return transactions.run(transaction -> {
            LocalDateTime now = now();
            int taken = transaction
                    .sql()
                    .update(JobTables.JOBS)
                    .set(JobTables.STATE, JobState.RUNNING.code())
                    .set(JobTables.STARTED_AT, now)
                    .set(JobTables.DONE, 0L)
                    .set(JobTables.TOTAL, 0L)
                    .set(JobTables.ATTEMPTS, candidate.attempts() + 1)
                    .set(JobTables.LEASE_OWNER, node)
                    .set(JobTables.LEASE_UNTIL, now.plus(LEASE))
                    .where(unchanged(candidate, now))
                    .execute();
            if (taken == 0) {
                return Optional.<Claim>empty();
            }
            forgetOutputs(transaction, candidate.id());
            return Optional.of(read(transaction, candidate));
        });
    }

    /** Ends a job whose node died and that must not start again; false if it has changed meanwhile. */
    boolean bury(Candidate candidate) {
        JobStore.Ending ending = candidate.cancelRequested()
                ? new JobStore.Ending(JobState.CANCELLED, null, null)
                : new JobStore.Ending(
                        JobState.FAILED,
                        Localized.of("任务两次意外中断，已停止重试。", "The job was cut off twice and is not tried again."),
                        null);
        return transactions.run(transaction -> end(transaction, ending)
                        .where(unchanged(candidate, now()))
                        .execute())
                > 0;
    }

    /** Writes the progress and prolongs the lease. */
    Beat beat(long id, long done, long total) {
        return transactions.run(transaction -> {
            int mine = transaction
                    .sql()
                    .update(JobTables.JOBS)
                    .set(JobTables.DONE, done)
                    .set(JobTables.TOTAL, total)
                    .set(JobTables.LEASE_UNTIL, now().plus(LEASE))
                    .where(held(id))
                    .execute();
            if (mine == 0) {
                return Beat.LOST;
            }
            Boolean cancel = transaction
                    .sql()
                    .select(JobTables.CANCEL_REQUESTED)
                    .from(JobTables.JOBS)
                    .where(JobTables.ID.eq(id))
                    .fetchOne(JobTables.CANCEL_REQUESTED);
            return Boolean.TRUE.equals(cancel) ? Beat.CANCEL : Beat.GO_ON;
        });
    }

    /** Ends the job; false if it belongs to somebody else by now. */
    boolean finish(long id, long done, long total, JobStore.Ending ending) {
        return transactions.run(transaction -> end(transaction, ending)
                        .set(JobTables.DONE, done)
                        .set(JobTables.TOTAL, total)
                        .where(held(id))
                        .execute())
                > 0;
    }

    /** Puts the job back, so that it starts again elsewhere or later; this start does not count. */
    boolean release(long id) {
        return transactions.run(transaction -> transaction
                        .sql()
                        .update(JobTables.JOBS)
                        .set(JobTables.STATE, JobState.QUEUED.code())
                        .set(JobTables.ATTEMPTS, JobTables.ATTEMPTS.minus(1))
                        .setNull(JobTables.LEASE_OWNER)
                        .setNull(JobTables.LEASE_UNTIL)
                        .where(held(id))
                        .execute())
                > 0;
    }

    /** What an earlier start has left is out of date. */
    private static void forgetOutputs(Transaction transaction, long id) {
        transaction
                .sql()
                .deleteFrom(JobTables.FILES)
                .where(JobTables.FILE_JOB.eq(id))
                .and(JobTables.DIRECTION.eq(JobFiles.Direction.OUT.code()))
                .execute();
    }

    private Claim read(Transaction transaction, Candidate candidate) {
        Field<?>[] columns = {JobTables.CALLER, JobTables.PARAMETERS};
        var row = transaction
                .sql()
                .select(columns)
                .from(JobTables.JOBS)
                .where(JobTables.ID.eq(candidate.id()))
                .fetchSingle();
        return new Claim(
                candidate.id(), json.readCaller(row.get(JobTables.CALLER)), json.read(row.get(JobTables.PARAMETERS)));
    }

    private UpdateSetMoreStep<?> end(Transaction transaction, JobStore.Ending ending) {
        Localized message = ending.message();
        return transaction
                .sql()
                .update(JobTables.JOBS)
                .set(JobTables.STATE, ending.state().code())
                .set(JobTables.FINISHED_AT, now())
                .set(JobTables.MESSAGE_ZH, message == null ? null : cut(message.zh()))
                .set(JobTables.MESSAGE_EN, message == null ? null : cut(message.en()))
                .set(JobTables.RESULT, ending.result())
                .setNull(JobTables.LEASE_OWNER)
                .setNull(JobTables.LEASE_UNTIL);
    }

    private static Condition free(LocalDateTime now) {
        return JobTables.STATE
                .eq(JobState.QUEUED.code())
                .or(JobTables.STATE.eq(JobState.RUNNING.code()).and(JobTables.LEASE_UNTIL.lt(now)));
    }

    private static Condition unchanged(Candidate candidate, LocalDateTime now) {
        return JobTables.ID
                .eq(candidate.id())
                .and(JobTables.STATE.eq(candidate.state().code()))
                .and(JobTables.ATTEMPTS.eq(candidate.attempts()))
                .and(free(now));
    }

    private Condition held(long id) {
        return JobTables.ID
                .eq(id)
                .and(JobTables.STATE.eq(JobState.RUNNING.code()))
                .and(JobTables.LEASE_OWNER.eq(node));
    }

    private LocalDateTime now() {
        return JobRow.timestamp(clock.instant());
    }

    private static String cut(String message) {
        return message.substring(0, Math.min(message.length(), MESSAGE_LENGTH));
    }

    /** A job that could be taken. */
    record Candidate(long id, String kind, JobState state, int attempts, boolean cancelRequested, long createdBy) {
        /** Whether it ends here instead of starting again. */
        boolean isLost() {
            return state == JobState.RUNNING && (cancelRequested || attempts >= STARTS_AT_MOST);
        }
    }

    /** A job that was taken. */
    record Claim(long id, Caller caller, Map<String, Object> parameters) {}

    /** What a heart-beat brought back. */
    enum Beat {
        GO_ON,
        CANCEL,
        LOST
    }
}
