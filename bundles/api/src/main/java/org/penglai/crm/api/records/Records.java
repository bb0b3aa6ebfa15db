package org.penglai.crm.api.records;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * The record kernel as a service: one path for reading and writing records of every type, with rights, validation,
 * hooks, audit and outbox. Safe for any thread.
 */
@ProviderType
public interface Records extends RecordReader {
    /**
     * Applies all changes, of any types, in one transaction: all or none. Waits while a module concerned is being
     * swapped.
     *
     * @return the records as they are afterwards, in the order of the changes; null for a deleted one
     * @throws org.penglai.crm.api.error.CrmException if anything is wrong; nothing has been written then
     */
    List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes);
}
