package org.penglai.crm.rest.internal.problem;

import org.penglai.crm.api.error.Stale;

/** A {@link Stale} together with the record as it is now, so that the client need not ask again. */
public final class StaleRecord extends Stale {
    private static final long serialVersionUID = 1L;

    private final transient byte[] current;

    /** @param current the record as JSON in UTF-8 */
    public StaleRecord(long currentVersion, byte[] current) {
        super(currentVersion);
        this.current = current;
    }

    public byte[] current() {
        return current;
    }
}
