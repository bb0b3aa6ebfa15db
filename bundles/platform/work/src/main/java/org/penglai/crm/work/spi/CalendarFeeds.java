package org.penglai.crm.work.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Secret addresses under which other programs fetch a user's calendar. Safe for any thread. */
@ProviderType
public interface CalendarFeeds {
    /** Makes the caller's secret; the one before is good no longer. Only its hash is stored. */
    String create(Caller caller);

    /** Whether the caller has a secret. */
    boolean exists(Caller caller);

    /** Takes the caller's secret away at once. */
    void revoke(Caller caller);

    /** The calendar behind a secret as iCalendar text (RFC 5545); empty if the secret is not good, or its user is not active. */
    Optional<String> read(String secret);
}
