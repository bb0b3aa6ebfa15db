package org.penglai.crm.persistence.internal.transaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.persistence.OptimisticLockException;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.internal.PersistenceConfiguration;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.database.Repetition;
import org.penglai.crm.persistence.internal.database.SqlFailures;
import org.penglai.crm.persistence.internal.unit.UnitFactories;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds one physical connection to the thread for the duration of a run. */
@Component(service = Transactions.class, immediate = true, configurationPid = PersistenceConfiguration.PID)
@Designate(ocd = PersistenceConfiguration.class)
public class BoundTransactions implements Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(BoundTransactions.class);

    private final RawDatabase database;
    private final CurrentTransaction current;
    private final UnitFactories factories;
    private final ScheduledExecutorService watchdog;
    private volatile TransactionLimits limits;

    @Activate
    public BoundTransactions(
            @Reference RawDatabase database,
            @Reference CurrentTransaction current,
            @Reference UnitFactories factories,
            PersistenceConfiguration configuration) {
        this(database, current, factories, TransactionLimits.of(configuration));
    }

    private BoundTransactions(
            RawDatabase database, CurrentTransaction current, UnitFactories factories, TransactionLimits limits) {
        this.database = database;
        this.current = current;
        this.factories = factories;
        this.limits = limits;
        this.watchdog = watchdog();
    }

    /** Outside a container. */
    public static BoundTransactions with(
            RawDatabase database, CurrentTransaction current, UnitFactories factories, TransactionLimits limits) {
        return new BoundTransactions(database, current, factories, limits);
    }

    private static ScheduledExecutorService watchdog() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("crm-transaction-limit");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    @Modified
    void modified(PersistenceConfiguration configuration) {
        limits = TransactionLimits.of(configuration);
    }

    @Deactivate
    public void stop() {
        watchdog.shutdownNow();
    }

    @Override
    public <T> T run(Work<T> work) {
        RunningTransaction outer = current.get();
        return outer == null ? repeat(work) : join(outer, work);
    }

    private static <T> T join(RunningTransaction outer, Work<T> work) {
        try {
            return work.in(outer);
        } catch (RuntimeException e) {
            // Boundary of the inner transaction: swallowing its failure outside must not commit its half.
            outer.rollbackOnly(e);
            throw e;
        }
    }

    private <T> T repeat(Work<T> work) {
        for (int repetition = 0; ; repetition++) {
            Attempt<T> attempt = attempt(work);
            if (attempt.failure == null) {
                attempt.transaction.afterCommit().forEach(BoundTransactions::afterCommit);
                return attempt.result;
            }
            if (!attempt.repeatable) {
                throw attempt.failure;
            }
            if (repetition >= limits.repetitions()) {
                throw Repetition.givenUp(attempt.failure);
            }
            LOG.debug("transaction is repeated", attempt.failure);
            Repetition.pause(repetition);
        }
    }

    private <T> Attempt<T> attempt(Work<T> work) {
        TransactionLimits limited = limits;
        try (PhysicalConnection connection = PhysicalConnection.open(database);
                TimeLimit limit = new TimeLimit(watchdog, limited.time())) {
            RunningTransaction transaction =
                    new RunningTransaction(connection.get(), factories, limited.queries(), database.dialect());
            current.bind(transaction);
            try {
                connection.limit(database.dialect(), limited);
                T result = work.in(transaction);
                if (!transaction.isRollbackOnly() || transaction.failure() != null) {
                    transaction.prepare();
                }
                return complete(connection, transaction, limit, result);
            } catch (RuntimeException e) {
                // Boundary of the transaction: whatever it was, it is classified for the caller.
                return classify(transaction, e, limit);
            } finally {
                transaction.drop();
                current.clear();
            }
        }
    }

    private static <T> Attempt<T> complete(
            PhysicalConnection connection, RunningTransaction transaction, TimeLimit limit, T result) {
        if (!limit.leave()) {
            return Attempt.failed(transaction, timeout(null), false);
        }
        if (transaction.isRollbackOnly()) {
            transaction.afterCommit().clear();
            return new Attempt<>(transaction, result, null, false);
        }
        try {
            connection.commit();
            return new Attempt<>(transaction, result, null, false);
        } catch (SQLException e) {
            return classify(transaction, new DataAccessException("commit failed", e), limit);
        }
    }

    private static <T> Attempt<T> classify(RunningTransaction transaction, RuntimeException e, TimeLimit limit) {
        Throwable first = transaction.failure();
        if (!limit.leave() || SqlFailures.isStatementTimeout(e) || SqlFailures.isStatementTimeout(first)) {
            return Attempt.failed(transaction, timeout(e), false);
        }
        if (SqlFailures.isRepeatable(e) || SqlFailures.isRepeatable(first)) {
            return Attempt.failed(transaction, e, true);
        }
        if (SqlFailures.isConnectionLost(e) || SqlFailures.isConnectionLost(first)) {
            return Attempt.failed(transaction, RawDatabase.away(e), false);
        }
        try {
            transaction.requireUnits();
        } catch (Unavailable gone) {
            // The failure is only what a closed unit looks like from inside; what the user did wrong still counts.
            return Attempt.failed(transaction, e instanceof CrmException ? e : gone, false);
        }
        boolean stale = !(e instanceof OptimisticLockException) && e.getCause() instanceof OptimisticLockException;
        return Attempt.failed(transaction, stale ? (OptimisticLockException) e.getCause() : e, false);
    }

    private static void afterCommit(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // Boundary: the data is committed, the caller must not think otherwise.
            LOG.warn("an action after commit failed", e);
        }
    }

    private static Unavailable timeout(Throwable cause) {
        return new Unavailable(
                "transactionTimeout",
                Localized.of("操作超时，未保存任何更改。", "This took too long; nothing was saved."),
                Duration.ofSeconds(5),
                cause);
    }

    private record Attempt<T>(RunningTransaction transaction, T result, RuntimeException failure, boolean repeatable) {
        static <T> Attempt<T> failed(RunningTransaction transaction, RuntimeException failure, boolean repeatable) {
            return new Attempt<>(transaction, null, failure, repeatable);
        }
    }
}
