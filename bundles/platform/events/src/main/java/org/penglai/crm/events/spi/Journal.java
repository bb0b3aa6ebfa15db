package org.penglai.crm.events.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.persistence.spi.Transaction;

/** Writes audit and outbox rows inside the transaction of the change they tell of. Safe for any thread. */
@ProviderType
public interface Journal {
    /** Adds the entries to both audit and outbox; they stand or fall with the transaction. Listeners are told. */
    void append(Transaction transaction, List<Entry> entries);

    /** Adds an audit row of its own, outside any business transaction: a refusal, a sign-in, an export. */
    void note(Entry entry);

    /**
     * What happened.
     *
     * @param type record type, or the area for entries that concern none: {@code session}, {@code modules}
     * @param recordId 0 for entries that concern no record
     * @param recordVersion version after the change; 0 if there is none
     * @param operation created, updated, deleted, restored, an action's name, signedIn, refused, exported, ...
     * @param userId who did it; 0 for the system
     * @param changes JSON object: field -> [before, after] for updates, field -> value for creations; null if none
     */
    record Entry(String type, long recordId, long recordVersion, String operation, long userId, String changes) {}
}
