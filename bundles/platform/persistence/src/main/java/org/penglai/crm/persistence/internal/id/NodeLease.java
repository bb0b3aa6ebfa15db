package org.penglai.crm.persistence.internal.id;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.internal.database.Queries;
import org.penglai.crm.persistence.internal.database.RawDatabase;

/**
 * A number from 0 to 1023 that no other process has, by lease. All times are the database's, since the clocks of nodes
 * differ. A number rests after its lease: a successor whose clock is behind would repeat ids.
 */
final class NodeLease {
    static final int NODES = 1024;

    private static final Table<Record> NODE_TABLE = DSL.table(DSL.name("crm_node"));
    private static final Field<Integer> NODE = DSL.field(DSL.name("node"), SQLDataType.INTEGER);
    private static final Field<String> HOLDER = DSL.field(DSL.name("holder"), SQLDataType.VARCHAR);
    private static final Field<LocalDateTime> LEASED_UNTIL =
            DSL.field(DSL.name("leased_until"), SQLDataType.LOCALDATETIME);

    private final RawDatabase database;
    private final Duration duration;
    private final Duration rest;
    private final String holder = UUID.randomUUID().toString();
    private final Queries queries = new Queries(Duration.ofSeconds(20));

    NodeLease(RawDatabase database, Duration duration, Duration rest) {
        this.database = database;
        this.duration = duration;
        this.rest = rest;
    }

    /** Takes the lowest free number. */
    int take() {
        try (Connection connection = database.open()) {
            DSLContext sql = queries.on(database.dialect(), connection);
            for (int attempt = 0; attempt < NODES; attempt++) {
                LocalDateTime now = now(sql);
                Map<Integer, LocalDateTime> taken = taken(sql);
                int node = lowestFree(taken, now);
                if (claim(sql, node, taken.get(node), now)) {
                    return node;
                }
            }
            throw new IllegalStateException("all node numbers are leased");
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    private Map<Integer, LocalDateTime> taken(DSLContext sql) {
        return new TreeMap<>(sql.select(NODE, LEASED_UNTIL).from(NODE_TABLE).fetchMap(NODE, LEASED_UNTIL));
    }

    private int lowestFree(Map<Integer, LocalDateTime> taken, LocalDateTime now) {
        for (int node = 0; node < NODES; node++) {
            LocalDateTime until = taken.get(node);
            if (until == null || until.plus(rest).isBefore(now)) {
                return node;
            }
        }
        throw new IllegalStateException("all " + NODES + " node numbers are leased");
    }

    private boolean claim(DSLContext sql, int node, LocalDateTime before, LocalDateTime now) {
        if (before != null) {
            return sql.update(NODE_TABLE)
                            .set(HOLDER, holder)
                            .set(LEASED_UNTIL, now.plus(duration))
                            .where(NODE.eq(node))
                            .and(LEASED_UNTIL.eq(before))
                            .execute()
                    == 1;
        }
        try {
            return sql.insertInto(NODE_TABLE, NODE, HOLDER, LEASED_UNTIL)
                            .values(node, holder, now.plus(duration))
                            .execute()
                    == 1;
        } catch (IntegrityConstraintViolationException e) {
            return false;
        }
    }

    /** Whether the number is still ours; if so, for another full duration. */
    boolean renew(int node) {
        return until(node, duration);
    }

    /** Gives the number back. */
    void release(int node) {
        until(node, Duration.ZERO);
    }

    private boolean until(int node, Duration fromNow) {
        try (Connection connection = database.open()) {
            DSLContext sql = queries.on(database.dialect(), connection);
            return sql.update(NODE_TABLE)
                            .set(LEASED_UNTIL, now(sql).plus(fromNow))
                            .where(NODE.eq(node))
                            .and(HOLDER.eq(holder))
                            .execute()
                    == 1;
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    private static LocalDateTime now(DSLContext sql) {
        return sql.select(DSL.currentLocalDateTime()).fetchOne().value1();
    }
}
