package org.penglai.crm.records.internal.write;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a database says to rows that break its constraints (SQLState classes 22 and 23), in the words of the kernel. All
 * but a duplicate that arrived at the same moment mean that a module's metadata is laxer than its tables.
 */
final class DatabaseRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRefusals.class);
    private static final String UNIQUE = "23505";

    private DatabaseRefusals() {}

    static boolean isDuplicate(Throwable failure) {
        return state(failure).filter(UNIQUE::equals).isPresent();
    }

    static boolean isRefusal(Throwable failure) {
        return state(failure).isPresent();
    }

    /** @param failure for which {@link #isRefusal} holds */
    static CrmException told(RuntimeException failure, PlannedChange change) {
        String state = state(failure).orElseThrow();
        List<List<String>> keys =
                change == null ? List.of() : KeyCheck.declared(change.type().type());
        if (state.equals(UNIQUE)) {
            return Failures.duplicate(keys.isEmpty() ? List.of("") : keys.get(0));
        }
        return new Invalid(
                switch (state) {
                    case "22001" -> Failures.violation("", "tooLong", "有内容超过长度限制。", "A value is too long.");
                    case "22003" -> Failures.violation("", "outOfRange", "有数值超出范围。", "A number is out of range.");
                    case "23502" -> Failures.required("");
                    case "23503" -> Failures.missingReference("");
                    default -> Violation.of("", "refused", "数据库拒绝了该内容。", "The database refuses the values.");
                });
    }

    /**
     * Tells the operator, unless it is a matter of who came first. Not with the whole exception: drivers put the values of
     * the row into it.
     */
    static void log(RuntimeException failure) {
        if (!isDuplicate(failure)) {
            SQLException refusal = refusal(failure).orElseThrow();
            boolean constraint = refusal.getSQLState().startsWith("23");
            LOG.warn(
                    "The database refuses what the metadata permits: SQLState {} {}",
                    refusal.getSQLState(),
                    constraint ? innermost(refusal).lines().findFirst().orElse("") : "");
        }
    }

    private static Optional<String> state(Throwable failure) {
        return refusal(failure).map(SQLException::getSQLState);
    }

    private static String innermost(SQLException refusal) {
        SQLException last = refusal;
        for (int i = 0; i < 100 && last.getNextException() != null; i++) {
            last = last.getNextException();
        }
        // A failed batch names the statement with its values; the exception behind it only the constraint.
        return last instanceof BatchUpdateException || last.getMessage() == null ? "" : last.getMessage();
    }

    private static Optional<SQLException> refusal(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            SQLException sql = cause instanceof SQLException first ? first : null;
            for (int i = 0; sql != null && i < 100; i++, sql = sql.getNextException()) {
                String state = sql.getSQLState();
                if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                    return Optional.of(sql);
                }
            }
        }
        return Optional.empty();
    }
}
