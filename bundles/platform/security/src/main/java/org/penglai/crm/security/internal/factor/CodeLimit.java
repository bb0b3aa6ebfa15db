package org.penglai.crm.security.internal.factor;

import java.time.Clock;
import java.time.Duration;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.security.internal.password.GuessCounter;

/** Slows down those who know a password and guess the code. */
final class CodeLimit {
    private static final int FAILURES_AT_MOST = 5;
    private static final int KEYS_AT_MOST = 10_000;

    private final GuessCounter guesses;

    CodeLimit(Clock clock) {
        guesses = new GuessCounter(clock, FAILURES_AT_MOST, KEYS_AT_MOST);
    }

    /**
     * One more guess, a failure until {@link #clear}.
     *
     * @throws TooMany if the user has to wait
     */
    void take(long user) {
        String key = Long.toString(user);
        Duration wait = guesses.waiting(key);
        if (!wait.isZero()) {
            long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
            throw new TooMany(
                    "tooManyFailures",
                    Localized.of(
                            "验证码错误次数过多，请约 " + minutes + " 分钟后再试。",
                            "Too many wrong codes; try again in about " + minutes + " min."),
                    wait);
        }
        guesses.failed(key);
    }

    void clear(long user) {
        guesses.succeeded(Long.toString(user));
    }
}
