package org.penglai.crm.persistence.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.penglai.crm.persistence.internal.database.Queries;
import org.penglai.crm.persistence.internal.unit.UnitFactories;
import org.penglai.crm.persistence.spi.CompiledInsert;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of one transaction: the physical connection, and the entity managers that were opened on it. */
public final class RunningTransaction implements Transaction {
    /** Class of the states of violated constraints. */
    private static final String INTEGRITY = "23";

    private static final Logger LOG = LoggerFactory.getLogger(RunningTransaction.class);

    private final Thread thread = Thread.currentThread();
    private final Connection physical;
    private final UnitFactories factories;
    private final DSLContext sql;
    private final int querySeconds;
    private final Map<String, OpenUnit> units = new LinkedHashMap<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean rollbackOnly;
    private RuntimeException failure;
    private boolean over;

    RunningTransaction(Connection physical, UnitFactories factories, Queries queries, SQLDialect dialect) {
        this.physical = physical;
        this.factories = factories;
        this.querySeconds = queries.seconds();
        this.sql = queries.on(dialect, connection(), new FailedStatements(this));
    }

    @Override
    public EntityManager em(String unit) {
        requireInside();
        return units.computeIfAbsent(unit, this::open).manager;
    }

    private OpenUnit open(String unit) {
        EntityManagerFactory factory = factories.require(unit);
        EntityManager manager = factory.createEntityManager();
        manager.getTransaction().begin();
        return new OpenUnit(factory, manager);
    }

    @Override
    public DSLContext sql() {
        flush();
        return sql;
    }

    /** Runs a query that was rendered before; like any statement that fails, it dooms the transaction then. */
    public List<Object[]> fetch(CompiledSelect select, long slot) {
        flush();
        try {
            return select.fetch(physical, querySeconds, slot);
        } catch (SQLException e) {
            DataAccessException failed = new DataAccessException("a prepared query failed", e);
            rollbackOnly(failed);
            throw failed;
        }
    }

    @Override
    public void insert(CompiledInsert insert, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        flush();
        try {
            insert.run(physical, sql, querySeconds, rows);
        } catch (SQLException e) {
            boolean refused = e.getSQLState() != null && e.getSQLState().startsWith(INTEGRITY);
            DataAccessException failed = refused
                    ? new IntegrityConstraintViolationException("a prepared insert was refused", e)
                    : new DataAccessException("a prepared insert failed", e);
            rollbackOnly(failed);
            throw failed;
        }
    }

    @Override
    public void flush() {
        requireInside();
        for (OpenUnit unit : units.values()) {
            unit.manager.flush();
        }
    }

    @Override
    public void rollbackOnly() {
        requireInside();
        rollbackOnly = true;
    }

    /** Somebody failed; even if he is not heard, this must not be committed. The first failure is the reason. */
    void rollbackOnly(RuntimeException reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    void rollbackOnly(Exception reason) {
        rollbackOnly(
                reason instanceof RuntimeException unchecked ? unchecked : new IllegalStateException("failed", reason));
    }

    @Override
    public void afterCommit(Runnable action) {
        requireInside();
        afterCommit.add(action);
    }

    /** A new handle on the physical connection. */
    Connection connection() {
        return ConnectionHandle.of(physical, this);
    }

    boolean isOver() {
        return over;
    }

    /** The failure that dooms the transaction; null if there was none. */
    RuntimeException failure() {
        return failure;
    }

    /** Everything is in the database afterwards, and only the physical commit is missing. */
    void prepare() {
        if (failure != null) {
            throw failure;
        }
        requireUnits();
        flush();
        requireUnits();
        for (OpenUnit unit : units.values()) {
            unit.manager.getTransaction().commit();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Throws Unavailable if the code of one of the units went away or was exchanged meanwhile. */
    void requireUnits() {
        units.forEach((name, unit) -> factories.requireSame(name, unit.factory));
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    /** Drops the entity managers; their handles are dead from here on. */
    void drop() {
        for (Map.Entry<String, OpenUnit> unit : units.entrySet()) {
            try {
                unit.getValue().close();
            } catch (RuntimeException e) {
                // Boundary: a provider that fails to clean up must not hide why the transaction ended.
                LOG.debug("entity manager of {} did not close", unit.getKey(), e);
            }
        }
        units.clear();
        over = true;
    }

    private void requireInside() {
        if (over || Thread.currentThread() != thread) {
            throw new IllegalStateException("a transaction belongs to the thread and the duration of its run");
        }
    }

    private record OpenUnit(EntityManagerFactory factory, EntityManager manager) {
        void close() {
            try {
                if (manager.isOpen() && manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
            } finally {
                if (manager.isOpen()) {
                    manager.close();
                }
            }
        }
    }
}
