package org.penglai.crm.rest.internal.resource;

import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.JsonRecord;
import org.penglai.crm.rest.internal.problem.StaleRecord;

/** Writes that are meant for a certain version of a record only. */
@Component(service = Preconditions.class)
public final class Preconditions {
    private final RecordQueries queries;

    @Activate
    public Preconditions(@Reference RecordQueries queries) {
        this.queries = queries;
    }

    /**
     * Writes with the version that If-Match asks for, null if any will do.
     *
     * @throws Stale with the current record when it is another version
     */
    <T> T write(Caller caller, String type, long id, String ifMatch, Function<Long, T> write) {
        try {
            return write.apply(expected(caller, type, id, EntityTags.parse(ifMatch)));
        } catch (Stale stale) {
            throw withCurrent(caller, type, id, stale);
        }
    }

    private Long expected(Caller caller, String type, long id, EntityTags tags) {
        if (tags == null || tags.isAny()) {
            return null;
        }
        List<Long> versions = tags.versions();
        if (versions.size() == 1) {
            return versions.get(0);
        }
        long current = queries.read(caller, type, id).version();
        if (versions.contains(current)) {
            return current;
        }
        throw new Stale(current);
    }

    private Stale withCurrent(Caller caller, String type, long id, Stale stale) {
        try {
            JsonRecord current = queries.read(caller, type, id);
            return new StaleRecord(current.version(), current.body());
        } catch (NotFound | Forbidden e) {
            // The caller may write but not see it.
            return stale;
        }
    }
}
