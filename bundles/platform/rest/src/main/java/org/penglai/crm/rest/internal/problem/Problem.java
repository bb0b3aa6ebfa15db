package org.penglai.crm.rest.internal.problem;

import java.time.Duration;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;

/**
 * A failure as the client is told of it.
 *
 * @param status HTTP status
 * @param code stable reason
 * @param detail for the user
 * @param violations by field
 * @param retryAfter null unless it makes sense to try again
 * @param current the record as it is now, JSON; null unless the status is 412
 */
public record Problem(
        int status, String code, Localized detail, List<Violation> violations, Duration retryAfter, byte[] current) {

    private static final String ABORTED = "aborted";
    private static final Localized INTERNAL =
            Localized.of("服务器内部错误，请把追踪号告知管理员。", "Something went wrong; give the trace id to your administrator.");

    static Problem of(CrmException failure) {
        return new Problem(
                status(failure),
                failure.code(),
                failure.text(),
                failure.violations(),
                retryAfter(failure),
                failure instanceof StaleRecord stale ? stale.current() : null);
    }

    /** The client has gone and reads no answer. */
    static Problem aborted() {
        return plain(400, ABORTED, Localized.of("连接中断。", "The connection broke off."));
    }

    boolean isAborted() {
        return code.equals(ABORTED);
    }

    static Problem internal() {
        return plain(500, "internal", INTERNAL);
    }

    static Problem plain(int status, String code, Localized detail) {
        return new Problem(status, code, detail, List.of(), null, null);
    }

    /** The status by the kind of failure. */
    public static int status(CrmException failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.status();
        } else if (failure instanceof Malformed) {
            return 400;
        } else if (failure instanceof Unauthenticated) {
            return 401;
        } else if (failure instanceof Forbidden) {
            return 403;
        } else if (failure instanceof NotFound) {
            return 404;
        } else if (failure instanceof Conflict) {
            return 409;
        } else if (failure instanceof Stale) {
            return 412;
        } else if (failure instanceof Invalid) {
            return 422;
        } else if (failure instanceof TooMany) {
            return 429;
        } else if (failure instanceof Unavailable) {
            return 503;
        }
        return 500;
    }

    private static Duration retryAfter(CrmException failure) {
        if (failure instanceof TooMany tooMany) {
            return tooMany.retryAfter();
        } else if (failure instanceof Unavailable unavailable) {
            // A type outside the declared set met a closed gate: its swap takes about a second.
            return "gateClosed".equals(failure.code()) ? Duration.ofSeconds(1) : unavailable.retryAfter();
        }
        return null;
    }
}
