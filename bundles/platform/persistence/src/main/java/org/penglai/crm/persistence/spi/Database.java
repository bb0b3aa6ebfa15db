package org.penglai.crm.persistence.spi;

import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.osgi.annotation.versioning.ProviderType;

/** Reading outside a transaction, and what database it is. Safe for any thread. */
@ProviderType
public interface Database {
    /**
     * Runs queries on one connection in read-only, auto-committed mode; inside {@link Transactions#run} on that
     * transaction's connection. The connection goes back to the pool at the end, so lazy results must be consumed inside.
     * Outside a transaction {@code work} is called again when the database chose it as the victim of a deadlock, so it
     * must have no effect that counts twice.
     *
     * <p>Names are rendered unquoted, as they are written, like the names in migrations; a column that is not named in
     * the query but found by {@code *} has the database's spelling (Derby: upper case).
     *
     * @throws org.penglai.crm.api.error.Unavailable if the database is away or too busy
     */
    <T> T read(Function<DSLContext, T> work);

    /** Renders a query once, to be run many times by {@link #fetch}. */
    default CompiledSelect compile(Function<DSLContext, Select<?>> query) {
        return read(sql -> CompiledSelect.of(sql, query.apply(sql)));
    }

    /**
     * Runs a query that was rendered before, on a connection as {@link #read} would.
     *
     * @param slot what stands in its slots
     * @return rows; values as the query builder would give them
     * @throws org.penglai.crm.api.error.Unavailable if the database is away or too busy
     */
    List<Object[]> fetch(CompiledSelect select, long slot);

    /**
     * DERBY or POSTGRES.
     *
     * @throws org.penglai.crm.api.error.Unavailable before a database was ever reached, and while it is exchanged
     */
    SQLDialect dialect();

    /** Whether a connection can be had and used right now; never throws. */
    boolean isAlive();
}
