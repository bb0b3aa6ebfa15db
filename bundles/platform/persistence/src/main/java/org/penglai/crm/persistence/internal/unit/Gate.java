package org.penglai.crm.persistence.internal.unit;

import java.util.ArrayList;
import java.util.List;

/** State of one unit's gate. Guarded by the lock of {@link UnitGates}. */
final class Gate {
    /** Writes that are inside. */
    int permits;
    /** Whether the unit's EntityManagerFactory is there. */
    boolean present;

    private final List<Object> holders = new ArrayList<>();

    boolean isOpen() {
        return present && holders.isEmpty();
    }

    void hold(Object holder) {
        holders.add(holder);
    }

    void letGo(Object holder) {
        holders.remove(holder);
    }
}
