package org.penglai.crm.bulkheads.internal;

import java.time.Duration;
import org.penglai.crm.bulkheads.spi.Part.Kind;

/**
 * How much capabilities may take.
 *
 * @param rule time for the rules of a record or an action
 * @param handler time of an event handler for one change, and of a report
 * @param check time of a health check
 * @param timeouts in a row that fence a part
 * @param failures in a row that fence a rule or action
 * @param fence how long the first fence lasts
 */
public record Limits(Duration rule, Duration handler, Duration check, int timeouts, int failures, Duration fence) {
    private static final int TIMEOUTS = 3;
    private static final int FAILURES = 10;
    private static final int FENCE_SECONDS = 30;
    private static final int SIDE_BY_SIDE = 8;

    /** The same time for every kind of code. */
    public static Limits alike(Duration limit) {
        return new Limits(limit, limit, limit, TIMEOUTS, FAILURES, Duration.ofSeconds(FENCE_SECONDS));
    }

    static Limits of(BulkheadsConfiguration set) {
        return new Limits(
                Duration.ofSeconds(set.ruleSeconds()),
                Duration.ofSeconds(set.handlerSeconds()),
                Duration.ofSeconds(set.checkSeconds()),
                set.timeouts(),
                set.failures(),
                Duration.ofSeconds(set.fenceSeconds()));
    }

    /** How long a call may take. */
    Duration of(Kind kind) {
        return switch (kind) {
            case HOOK, ACTION, PAGE, SOURCE, JOB, PERIODIC -> rule;
            case HANDLER, REPORT -> handler;
            case CHECK -> check;
        };
    }

    /** How many calls of one part may run at a time. */
    static int sideBySide(Kind kind) {
        return switch (kind) {
            case HOOK, ACTION, REPORT, PAGE, SOURCE -> SIDE_BY_SIDE;
            case HANDLER, JOB, PERIODIC, CHECK -> 1;
        };
    }

    /** Whether failures fence it; others are tried again by their callers, later and later. */
    static boolean failuresFence(Kind kind) {
        return kind == Kind.HOOK || kind == Kind.ACTION || kind == Kind.PAGE || kind == Kind.SOURCE;
    }
}
