package org.penglai.crm.security.internal.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;

/** Hashes and checks passwords, two at a time: each takes 19 MiB and tens of milliseconds of a core. */
@Component(service = PasswordHashing.class)
public final class PasswordHashing {
    private static final int AT_A_TIME = 2;
    private static final int WAIT_SECONDS = 10;

    private final Semaphore permits = new Semaphore(AT_A_TIME, true);
    private final Argon2Hash argon2 = new Argon2Hash();
    private final String nobodys = argon2.encode(new char[] {'x'});

    /** The text to store. */
    public String encode(char[] password) {
        enter();
        try {
            return argon2.encode(password);
        } finally {
            permits.release();
        }
    }

    /**
     * Checks a password. Takes as long for an unknown user as for a known one.
     *
     * @param encoded what is stored; null for an unknown user
     * @param allowed asked when it is this caller's turn, so that a limit on guessing holds for parallel guesses too;
     *     may throw
     * @param outcome told before the next one gets a turn
     */
    public boolean matches(char[] password, String encoded, Runnable allowed, Outcome outcome) {
        enter();
        try {
            allowed.run();
            boolean matches = check(password, encoded);
            outcome.is(matches);
            return matches;
        } finally {
            permits.release();
        }
    }

    private boolean check(char[] password, String encoded) {
        boolean equal = argon2.matches(password, encoded == null ? nobodys : encoded);
        return equal && encoded != null;
    }

    private void enter() {
        try {
            if (permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable(
                "busy",
                Localized.of("登录请求过多，请稍后再试。", "Too many people are signing in; try again soon."),
                Duration.ofSeconds(WAIT_SECONDS));
    }

    /** Hears whether the password was right. */
    @FunctionalInterface
    public interface Outcome {
        void is(boolean matches);
    }
}
