package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * Hands over what somebody holds who leaves: records that he owns or that name him, and what hangs on him in tables of the
 * platform. One transaction: all of it or nothing. Safe for any thread; enters the gates itself.
 */
@ProviderType
public interface HandOvers {
    /** What somebody must be permitted to do it; the data scope of roles does not matter then. */
    String PERMISSION = "users:handOver";

    /**
     * What the person holds, kinds of which there is none left out.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such user
     * @throws org.penglai.crm.api.error.Forbidden without {@link #PERMISSION}
     */
    List<Held> preview(Caller caller, long user);

    /**
     * Moves what is named and nothing else.
     *
     * @param receivers ids of users by {@link Held#id}; null as a value empties what may be empty
     * @param left whether the person is marked as having left in the same transaction
     * @return what was moved, as a preview would have said just before
     * @throws org.penglai.crm.api.error.Invalid if a receiver is no active user or nothing of the kind is held over
     */
    List<Held> run(Caller caller, long user, Map<String, Long> receivers, boolean left);

    /**
     * @param id by which a receiver is chosen: {@code owner.customers} for records of a type that the person owns
     * @param type the record type; null for what is no record
     * @param optional whether it may go to nobody
     */
    record Held(String id, Localized label, String type, int count, boolean optional) {}
}
