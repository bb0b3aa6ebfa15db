package org.penglai.crm.api.modules;

import java.time.Instant;
import java.util.Locale;
import org.penglai.crm.api.Localized;

/**
 * Something that was tried with modules.
 *
 * @param at when it began
 * @param userId who wanted it; 0 for the operator or the platform itself
 * @param modules e.g. {@code crm-customers 1.0.0 → 1.0.1}, several with commas
 * @param operation what was tried
 * @param outcome how it ended
 * @param reason why it was refused or taken back; null if it was done
 * @param milliseconds how long it took
 * @param heldMilliseconds for how long writes to the modules waited meanwhile; null if they never did
 */
public record ModuleChange(
        Instant at,
        long userId,
        String modules,
        Operation operation,
        Outcome outcome,
        Localized reason,
        long milliseconds,
        Long heldMilliseconds) {

    /** What can be done with modules. */
    public enum Operation {
        /** Running modules in other versions, or for the first time. */
        CHANGED,
        /** Taking a module archive in. */
        STAGED,
        STARTED,
        STOPPED,
        /** Removing a module, whose data stay. */
        UNINSTALLED,
        /** Writing the data of a module into an archive. */
        EXPORTED,
        /** Deleting the data of a module. */
        PURGED,
        /** Taking the data of an archive in. */
        IMPORTED;

        /** As in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
