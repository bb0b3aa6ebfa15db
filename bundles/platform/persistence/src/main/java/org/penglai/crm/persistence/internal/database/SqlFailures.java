package org.penglai.crm.persistence.internal.database;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Tells by the SQLState anywhere in a chain of causes what went wrong. */
public final class SqlFailures {
    /** Deadlock, lock time-out (Derby 40XL*, PostgreSQL 55P03) and serialization failure: the same work may succeed when repeated. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01", "40XL1", "40XL2", "55P03");
    /** PostgreSQL ends the session: shutdown by the administrator, crash, not accepting connections yet. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P03", "53300");
    /** A single statement ran too long: cancelled by PostgreSQL, Derby. */
    private static final Set<String> STATEMENT_TIMEOUT = Set.of("57014", "XCL52");

    private SqlFailures() {}

    public static boolean isRepeatable(Throwable failure) {
        return any(failure, REPEATABLE::contains);
    }

    public static boolean isConnectionLost(Throwable failure) {
        return any(failure, state -> state.startsWith("08") || SESSION_ENDED.contains(state));
    }

    public static boolean isStatementTimeout(Throwable failure) {
        return any(failure, STATEMENT_TIMEOUT::contains);
    }

    /** Derby 42X05, PostgreSQL 42P01. */
    public static boolean isTableMissing(Throwable failure) {
        return any(failure, Set.of("42X05", "42P01")::contains);
    }

    private static boolean any(Throwable failure, Predicate<String> state) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            SQLException sql = cause instanceof SQLException first ? first : null;
            for (; sql != null; sql = sql.getNextException()) {
                if (sql.getSQLState() != null && state.test(sql.getSQLState())) {
                    return true;
                }
                if (sql != cause && !seen.add(sql)) {
                    break;
                }
            }
        }
        return false;
    }
}
