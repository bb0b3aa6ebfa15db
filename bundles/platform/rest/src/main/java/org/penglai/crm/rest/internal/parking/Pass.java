package org.penglai.crm.rest.internal.parking;

import java.util.concurrent.atomic.AtomicBoolean;
import org.penglai.crm.persistence.spi.Gates;

/** Permission to go on. Giving it back twice counts once, or somebody else's permit would be given back. */
public final class Pass implements AutoCloseable {
    /** For requests that need no permit. */
    static final Pass FREE = new Pass(() -> {});

    private final Gates.Permit permit;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Pass(Gates.Permit permit) {
        this.permit = permit;
    }

    static Pass of(Gates.Permit permit) {
        return new Pass(permit);
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            permit.close();
        }
    }
}
