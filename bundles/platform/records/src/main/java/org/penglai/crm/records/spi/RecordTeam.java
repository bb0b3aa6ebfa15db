package org.penglai.crm.records.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * Who works on a record beside its owner. Being on the team brings a record into reach, for reading or for changes too;
 * what somebody may do at all is still up to the roles. Safe for any thread.
 */
@ProviderType
public interface RecordTeam {
    /** The most people that a record is shared with. */
    int MOST = 50;

    /**
     * The team of a record that the caller sees, in the order in which they joined.
     *
     * @throws org.penglai.crm.api.error.NotFound if the record is not there or out of sight
     */
    List<Member> list(Caller caller, String type, long id);

    /**
     * Takes somebody on, or changes what he may.
     *
     * @param role what he does there, for people; may be null
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not change the record
     * @throws org.penglai.crm.api.error.Invalid if there is no such user, or the team is full
     */
    void put(Caller caller, String type, long id, long user, String role, boolean writable);

    /** Lets somebody go; nothing happens if he is not on the team. */
    void remove(Caller caller, String type, long id, long user);

    /**
     * @param name null for a user who is no longer there
     * @param role may be null
     * @param writable whether he may change the record
     */
    record Member(long userId, String name, String role, boolean writable) {}
}
