package org.penglai.crm.api.modules;

import java.time.Instant;
import java.util.Locale;
import org.penglai.crm.api.Localized;

/**
 * A change of modules that was tried.
 *
 * @param at when it began
 * @param userId who wanted it; 0 for the operator or the platform itself
 * @param modules e.g. {@code crm-customers 1.0.0 → 1.0.1}, several with commas
 * @param outcome how it ended
 * @param reason why it was refused or taken back; null if it was done
 * @param milliseconds how long it took
 */
public record ModuleChange(
        Instant at, long userId, String modules, Outcome outcome, Localized reason, long milliseconds) {

    /** How a change ended. */
    public enum Outcome {
        /** The new versions run. */
        DONE,
        /** Nothing was touched. */
        REFUSED,
        /** The new versions did not run well: the former ones run again. */
        ROLLED_BACK;

        /** As in JSON. */
        public String code() {
            return this == ROLLED_BACK ? "rolledBack" : name().toLowerCase(Locale.ROOT);
        }
    }
}
