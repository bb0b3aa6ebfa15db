package org.penglai.crm.records.internal.value;

import org.penglai.crm.records.spi.StoredField;

/** Turns what was sent for a field of one kind into the value that snapshots hold. Stateless, safe for any thread. */
interface Codec {
    /**
     * @param raw a JSON value as Jackson reads it, or already a snapshot value; never null, never a blank text
     * @return the canonical value; null if nothing is left of it
     */
    Object read(StoredField field, Object raw, ReadMode mode) throws Refusal;
}
