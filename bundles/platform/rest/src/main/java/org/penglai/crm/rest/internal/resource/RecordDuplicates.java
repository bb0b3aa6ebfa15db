package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Duplicates;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/check-duplicates}: records that look like the one being typed. Writes nothing. */
@Component(service = RecordDuplicates.class)
@Path("/{type}/check-duplicates")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordDuplicates {
    private static final String VALUES = "values";
    private static final Set<String> MEMBERS = Set.of(VALUES, "id");

    private final Duplicates duplicates;
    private final Json json;

    @Activate
    public RecordDuplicates(@Reference Duplicates duplicates, @Reference Json json) {
        this.duplicates = duplicates;
        this.json = json;
    }

    @POST
    public Response check(@Context HttpServletRequest request, @PathParam("type") String type, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> sent = asked(json.object(body));
        for (String member : sent.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new Invalid(Violation.of(member, "unknownField", "没有这个字段。", "There is no such field."));
            }
        }
        List<Map<String, Object>> items =
                duplicates.find(caller, type, values(sent.get(VALUES)), id(sent.get("id"))).stream()
                        .map(RecordDuplicates::view)
                        .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    /** Callers that have a record to create at hand may send it as it is. */
    private static Map<String, Object> asked(Map<String, Object> sent) {
        if (sent.isEmpty() || sent.containsKey(VALUES)) {
            return sent;
        }
        Map<String, Object> values = new LinkedHashMap<>(sent);
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("id", values.remove("id"));
        asked.put(VALUES, values);
        return asked;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> values(Object sent) {
        if (sent instanceof Map<?, ?> values) {
            return (Map<String, Object>) values;
        }
        throw new Invalid(Violation.of(VALUES, "wrongType", "应为对象。", "Must be an object."));
    }

    private static Long id(Object sent) {
        if (sent == null) {
            return null;
        }
        long id = sent instanceof String text ? Ids.parse(text) : -1;
        if (id < 0) {
            throw new Invalid(Violation.of("id", "wrongType", "应为记录编号。", "Must be a record's id."));
        }
        return id;
    }

    private static Map<String, Object> view(Duplicates.Match match) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", match.withheld() ? null : Ids.format(match.id()));
        view.put("title", match.title());
        view.put("score", match.score());
        view.put("owner", match.owner());
        view.put("pool", match.pool());
        view.put("lastFollowUpAt", match.lastFollowUpAt());
        view.put("reasons", match.reasons());
        return view;
    }
}
