package org.penglai.crm.records.internal.rights;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.FieldRight;

/** What roles say of single records and fields, as the write path asks it. Safe for any thread. */
public interface RecordRights {
    /** Where nobody has rights of his own. */
    RecordRights UNLIMITED = new RecordRights() {
        @Override
        public Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids) {
            return Set.copyOf(ids);
        }

        @Override
        public Map<String, FieldRight> withheld(Caller caller, StoredType type) {
            return Map.of();
        }
    };

    /**
     * Those of the records, deleted ones included, that an operation of the caller reaches.
     *
     * @param operation {@code read}, {@code update}, {@code delete} or the name of an action
     */
    Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids);

    /** Those of the records to which others than roles open the operation, such as the pool they came from. */
    default Set<Long> opened(Caller caller, StoredType type, String operation, Collection<Long> ids) {
        return Set.of();
    }

    /** What is withheld from the caller, by field. */
    Map<String, FieldRight> withheld(Caller caller, StoredType type);
}
