package org.penglai.crm.pools.internal;

import java.time.Instant;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;

/**
 * That somebody has a record, as far as the rules of pools ask for it.
 *
 * @param owner id of the user
 * @param homePool where it came from; null if it was made or given by hand
 * @param since when the owner got it
 * @param lastFollowUpAt may be null
 * @param protectedUntil may be null
 * @param won whether it counts as won
 */
record Holding(long owner, Long homePool, Instant since, Instant lastFollowUpAt, Instant protectedUntil, boolean won) {

    /** @return null if nobody owns the record */
    static Holding of(RecordSnapshot record, Won won, Instant now) {
        Long owner = record.reference(SystemFields.OWNER);
        if (owner == null) {
            return null;
        }
        Instant claimed = record.get(PoolFields.CLAIMED_AT, Instant.class);
        Instant created = record.get(SystemFields.CREATED_AT, Instant.class);
        Instant since = claimed != null ? claimed : created != null ? created : now;
        return new Holding(
                owner,
                record.reference(PoolFields.HOME_POOL),
                since,
                record.get(PoolFields.LAST_FOLLOW_UP_AT, Instant.class),
                record.get(PoolFields.PROTECTED_UNTIL, Instant.class),
                won.is(record));
    }

    Holding followedAt(Instant at) {
        return new Holding(owner, homePool, since, at, protectedUntil, won);
    }
}
