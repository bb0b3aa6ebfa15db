package org.penglai.crm.security.internal.password;

import java.time.Clock;
import java.time.Duration;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.TooMany;

/**
 * Slows down those who guess passwords: one name from many addresses as well as many names from one address. A success
 * clears the name only, else an attacker's own account would clear the address.
 */
final class GuessLimit {
    private static final int FAILURES_OF_NAME = 5;
    /** More: an office, or all that come through a proxy, share an address and must not lock each other out. */
    private static final int FAILURES_OF_ADDRESS = 20;

    private static final int KEYS_AT_MOST = 10_000;
    private static final int KEY_LENGTH = 64;

    private final GuessCounter names;
    private final GuessCounter addresses;

    GuessLimit(Clock clock) {
        names = new GuessCounter(clock, FAILURES_OF_NAME, KEYS_AT_MOST);
        addresses = new GuessCounter(clock, FAILURES_OF_ADDRESS, KEYS_AT_MOST);
    }

    /** @throws TooMany if either has to wait */
    void check(String username, String address) {
        Duration ofName = names.waiting(key(username));
        Duration ofAddress = addresses.waiting(key(address));
        Duration wait = ofName.compareTo(ofAddress) > 0 ? ofName : ofAddress;
        if (!wait.isZero()) {
            long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
            throw new TooMany(
                    "tooManyFailures",
                    Localized.of(
                            "登录失败次数过多，请约 " + minutes + " 分钟后再试。",
                            "Too many failed sign-ins; try again in about " + minutes + " min."),
                    wait);
        }
    }

    /** One more failure. */
    void failed(String username, String address) {
        names.failed(key(username));
        addresses.failed(key(address));
    }

    void succeeded(String username) {
        names.succeeded(key(username));
    }

    /** What a stranger sends as a name may be long; memory is not his to fill. */
    private static String key(String text) {
        return text.substring(0, Math.min(text.length(), KEY_LENGTH));
    }
}
