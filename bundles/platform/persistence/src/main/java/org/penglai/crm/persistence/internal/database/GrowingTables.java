package org.penglai.crm.persistence.internal.database;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells PostgreSQL how large a table is as soon as it has grown a lot. It finds out by itself only about once a minute;
 * until then connections keep the plans they made when the table was small, which read all of it for each row that is
 * looked up: three quarters of the database's work in an import into an empty database. Derby looks by itself.
 */
@Component(service = GrowingTables.class, immediate = true)
public final class GrowingTables {
    private static final Logger LOG = LoggerFactory.getLogger(GrowingTables.class);
    private static final int EVERY_SECONDS = 3;
    private static final long AT_LEAST = 1_000;
    /** Times as many rows as the planner knows of. */
    private static final long GROWN = 4;

    private static final Field<String> RELATION =
            field(unquotedName("pg_stat_user_tables", "relname"), SQLDataType.VARCHAR);
    private static final Field<Long> ALIVE = field(unquotedName("n_live_tup"), SQLDataType.BIGINT);
    private static final Field<Long> KNOWN = field(unquotedName("pg_class", "reltuples"), SQLDataType.BIGINT);

    private final Database database;
    private final Transactions transactions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crm-table-statistics");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public GrowingTables(@Reference Database database, @Reference Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Activate
    void start() {
        timer.scheduleWithFixedDelay(this::lookQuietly, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    private void lookQuietly() {
        try {
            look();
        } catch (Unavailable away) {
            LOG.debug("no statistics while the database is away", away);
        } catch (RuntimeException e) {
            // Boundary of the executor, which would never run again. PostgreSQL will look by itself.
            LOG.warn("the statistics of growing tables were not taken: {}", e.getMessage());
        }
    }

    /** Has the tables looked at that have grown; returns which. */
    List<String> look() {
        if (database.dialect().family() != SQLDialect.POSTGRES) {
            return List.of();
        }
        List<String> grown = database.read(GrowingTables::grown);
        for (String table : grown) {
            transactions.run(transaction -> transaction.sql().execute("analyze {0}", name(table)));
            LOG.debug("statistics of {} taken", table);
        }
        return grown;
    }

    private static List<String> grown(DSLContext sql) {
        return sql.select(RELATION)
                .from(table(unquotedName("pg_stat_user_tables")))
                .join(table(unquotedName("pg_class")))
                .on(field(unquotedName("pg_class", "oid")).eq(field(unquotedName("relid"))))
                .where(field(unquotedName("schemaname"), SQLDataType.VARCHAR)
                        .eq(field("current_schema()", SQLDataType.VARCHAR)))
                .and(ALIVE.gt(inline(AT_LEAST)))
                .and(ALIVE.gt(greatest(KNOWN, inline(0L)).mul(inline(GROWN))))
                .fetch(row -> row.value1());
    }
}
