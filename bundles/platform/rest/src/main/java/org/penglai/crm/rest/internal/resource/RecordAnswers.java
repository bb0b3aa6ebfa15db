package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.rest.internal.json.Json;

/** Answers with a record after it was written. */
@Component(service = RecordAnswers.class)
public final class RecordAnswers {
    private final RecordQueries queries;
    private final Json json;

    @Activate
    public RecordAnswers(@Reference RecordQueries queries, @Reference Json json) {
        this.queries = queries;
        this.json = json;
    }

    /** The record as the caller sees it; just id and version for a caller who may write but not read. */
    Response written(int status, Caller caller, String type, long id, long version) {
        Response.ResponseBuilder answer;
        try {
            answer = Response.fromResponse(Answers.record(status, queries.read(caller, type, id)));
        } catch (NotFound | Forbidden e) {
            // Expected: the right to read is a right of its own, and an action may have moved the record out of sight.
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("id", Ids.format(id));
            body.put("version", version);
            answer = Response.fromResponse(Answers.json(json.write(body))).status(status);
        }
        if (status == 201) {
            answer.header("Location", "/api/v1/" + type + "/" + Ids.format(id));
        }
        return answer.build();
    }

    /**
     * Reads an id out of a path.
     *
     * @throws NotFound if it cannot be one
     */
    static long id(String text) {
        long id = Ids.parse(text);
        if (id < 0) {
            throw new NotFound("recordNotFound", Localized.of("记录不存在或已删除。", "There is no such record."));
        }
        return id;
    }
}
