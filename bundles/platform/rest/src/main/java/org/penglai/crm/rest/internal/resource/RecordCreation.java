package org.penglai.crm.rest.internal.resource;

import java.util.List;
import java.util.Map;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordWrites;

/** Creates a record, at most once for each key that the client makes up. */
@Component(service = RecordCreation.class)
public final class RecordCreation {
    private final RecordWrites writes;
    private final RecordAnswers answers;

    @Activate
    public RecordCreation(@Reference RecordWrites writes, @Reference RecordAnswers answers) {
        this.writes = writes;
        this.answers = answers;
    }

    /** @param key of the Idempotency-Key header, null if there is none */
    Response create(Caller caller, String type, Map<String, Object> values, String key) {
        RecordChange.Create change = new RecordChange.Create(type, values);
        RecordSnapshot created = writes.apply(caller, List.of(change)).get(0);
        return answers.written(201, caller, type, created.id(), created.version());
    }
}
