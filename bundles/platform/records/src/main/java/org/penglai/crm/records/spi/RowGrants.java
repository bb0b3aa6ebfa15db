package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.security.Caller;

/**
 * Opens records beyond what the roles of a caller reach, such as those of a public pool to its members. Register as an
 * OSGi service. Asked for each request of callers whose rights to the type are limited: must answer from memory or by one
 * quick query. Safe for any thread.
 */
@ConsumerType
public interface RowGrants {
    /**
     * @param operation {@code read}, {@code update}, {@code delete} or the name of an action, which the caller's roles
     *     permit for the type
     * @return what is opened; mostly nothing
     */
    List<Grant> of(Caller caller, StoredType type, String operation);

    /**
     * Records whose reference, or one of whose links, leads to one of the targets.
     *
     * @param reason what people are told when they ask why somebody sees such a record
     * @param field name of a reference field of the type, or of a field of kind links that leads to one type only; {@code
     *     id} for the records themselves
     * @param targets ids
     * @param shown names of the fields that are opened beside the title and those that the platform keeps for every
     *     record; empty for all of them. What belongs to the records and their files are opened only with all fields.
     */
    record Grant(String reason, String field, Set<Long> targets, Set<String> shown) {
        public Grant {
            targets = Set.copyOf(targets);
            shown = Set.copyOf(shown);
        }

        /** With all fields. */
        public Grant(String reason, String field, Set<Long> targets) {
            this(reason, field, targets, Set.of());
        }
    }
}
