package org.penglai.crm.records.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * The one place that knows which records and fields a caller reaches, for those who read or write past the query engine:
 * scopes of roles, shares, pools, what belongs to a record, hidden and masked fields. The platform itself
 * ({@link Caller#isSystem()}) and administrators reach everything. Safe for any thread.
 */
@ProviderType
public interface Access {
    /** The operation of seeing a record. */
    String READ = "read";

    /** The type without the fields that are hidden from the caller; empty without any right to see it. */
    Optional<StoredType> seen(Caller caller, StoredType type);

    /** Names of the fields that show the caller but a part of their values. */
    Set<String> masked(Caller caller, StoredType type);

    /**
     * Those of the records, deleted ones included, that an operation of the caller reaches. Also asks for the permission.
     *
     * @param operation {@code read}, {@code update}, {@code delete} or the name of an action
     */
    Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids);

    /**
     * Those of the records in the caller's sight that show all of the fields that he sees of the type. Others show but
     * some of them, such as to the members of the pool they lie in, and neither their files nor what belongs to them.
     */
    default Set<Long> whole(Caller caller, StoredType type, Collection<Long> ids) {
        return within(caller, type, READ, ids);
    }

    /**
     * Ids of all records that the caller sees, if his rights narrow the type to so many at most; empty for those who see
     * more, or everything. Costs as much as a page of that many.
     */
    default Optional<Set<Long>> few(Caller caller, StoredType type, int atMost) {
        return Optional.empty();
    }

    /** Whether an operation of the caller reaches the record; {@link #within} for one. */
    default boolean reaches(Caller caller, StoredType type, String operation, long id) {
        return within(caller, type, operation, List.of(id)).contains(id);
    }

    /**
     * The type as a user sees a record of it, with the rights that his roles give him now: without hidden fields, and
     * without those that the record does not show him; empty if it is out of his sight. For those who tell users something
     * of their own accord; may be asked inside a transaction, of which it then sees the writes.
     */
    Optional<StoredType> seenBy(long userId, StoredType type, long id);

    /**
     * Why a user may do something to a record; empty if he may not. The same rule as everywhere else, told way by way.
     *
     * @param operation {@code read}, {@code update} or {@code delete}
     */
    List<Reason> reasons(long userId, StoredType type, String operation, long id);

    /** What is withheld from a user of the type's fields: {@code hidden}, {@code masked} or {@code readOnly}, by name. */
    Map<String, String> withheld(long userId, StoredType type);

    /**
     * One way by which a record is reached.
     *
     * @param code administrator, all, scope, share, belongs or the code of a grant such as pool
     * @param role names of the roles that permit the operation; null if none does
     * @param text for people
     */
    record Reason(String code, Localized role, Localized text) {}
}
