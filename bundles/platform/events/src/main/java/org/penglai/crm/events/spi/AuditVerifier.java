package org.penglai.crm.events.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Checks that nobody has tampered with the audit. Safe for any thread. */
@ProviderType
public interface AuditVerifier {
    /**
     * Reads the whole audit, in pieces.
     *
     * @param exported heads that were noted elsewhere; those that lie beside the key are checked anyway
     */
    Report verify(List<Head> exported);

    /** A place in the chain, as {@code crm:audit-verify} prints it and the platform notes it. */
    record Head(long position, String seal) {
        /** Reads {@code <position>:<seal>}; null if the text is none. */
        public static Head parse(String text) {
            int colon = text.indexOf(':');
            return colon > 0 && text.substring(0, colon).matches("\\d{1,18}")
                    ? new Head(
                            Long.parseLong(text.substring(0, colon)),
                            text.substring(colon + 1).strip())
                    : null;
        }
    }

    /**
     * @param sealed rows in the chain
     * @param unsealed rows that are written and have no seal yet; more than a moment's worth if the sealer stands still
     * @param older rows that were there before the chain was begun
     * @param head end of the chain; null before its beginning
     * @param takenBack restores: what was noted of the chain between the backup and the restore was given up with it
     * @param findings what is wrong, at most 1,000; none if all is well
     */
    record Report(
            long sealed, long unsealed, long older, Head head, List<TakenBack> takenBack, List<Finding> findings) {
        public boolean isSound() {
            return findings.isEmpty();
        }
    }

    /**
     * A backup was put back.
     *
     * @param to the moment of the backup
     * @param at when it was put back
     */
    record TakenBack(Instant to, Instant at) {
        /** Whether what happened then was given up. */
        public boolean covers(Instant moment) {
            return moment.isAfter(to) && moment.isBefore(at);
        }
    }

    /**
     * @param kind edited, removed, inserted, tailMissing, chainBroken, wrongKey
     * @param position in the chain; 0 if it has none
     * @param auditId id of the row; 0 if unknown
     */
    record Finding(String kind, long position, long auditId, String text) {}
}
