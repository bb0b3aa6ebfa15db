package org.penglai.crm.work.spi;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Appointments and dated tasks as they lie in time. Safe for any thread. */
@ProviderType
public interface Calendar {
    /** Longest window. */
    int DAYS = 370;

    /**
     * All occurrences that touch the window, by start.
     *
     * @param from first moment, included
     * @param to last moment, left out; at most {@link #DAYS} days later
     * @param users whose appointments and tasks, ids; appointments count for owner and attendees
     * @throws org.penglai.crm.api.error.Invalid if the window is empty or too long
     */
    List<Item> items(Caller caller, Instant from, Instant to, Set<Long> users);

    /**
     * @param endAt null for a task
     * @param status of a task; null for an appointment
     * @param owner id; null if nobody owns it
     * @param ownerName null if nobody owns it
     * @param location null if none is given
     * @param recurring whether it is one of several occurrences
     * @param occurrenceAt where it lies by the rule of its series, wherever it was moved to; null for what never repeated
     * @param series id of the series that it was taken out of; null if it was not
     */
    record Item(
            String type,
            long id,
            String title,
            Instant startAt,
            Instant endAt,
            boolean allDay,
            String status,
            Long owner,
            String ownerName,
            String location,
            boolean recurring,
            Instant occurrenceAt,
            Long series) {}
}
