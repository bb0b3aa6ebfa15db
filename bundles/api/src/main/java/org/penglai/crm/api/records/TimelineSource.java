package org.penglai.crm.api.records;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * Adds entries to the timelines of records that are no records themselves, such as files or mails. Register as a service.
 * Record types that point to the record need none: they say {@link RecordDefinitionBuilder#onTimeline}.
 */
@ConsumerType
public interface TimelineSource {
    /** What its entries are called, e.g. {@code attachment}; also the name in the timeline's filter. */
    String kind();

    /** The kind for people. */
    Localized label();

    /**
     * Entries that the caller may see, in the order of {@link TimelinePosition}.
     *
     * @param type type of the record whose timeline it is; the caller may read it
     * @param id the record's id
     * @param after entries behind this position only; null for the newest
     * @param limit most entries wanted
     */
    List<TimelineEntry> find(Caller caller, String type, long id, TimelinePosition after, int limit);
}
