package org.penglai.crm.work.internal;

import java.util.Optional;
import java.util.function.Supplier;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** What users see of single records, for those who tell them something of their own accord. Safe for any thread. */
public final class Readers {
    private final Types types;
    private final Supplier<Access> access;

    public Readers(Types types, Supplier<Access> access) {
        this.types = types;
        this.access = access;
    }

    /** Whether the user sees the record. */
    public boolean sees(long user, String type, long id) {
        return type(user, type, id).isPresent();
    }

    /** The type as the user sees it in the record; empty if the record is out of his sight. */
    public Optional<StoredType> type(long user, String type, long id) {
        return types.find(type).flatMap(stored -> access.get().seenBy(user, stored, id));
    }
}
