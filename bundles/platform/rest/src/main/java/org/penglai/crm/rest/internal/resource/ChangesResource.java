package org.penglai.crm.rest.internal.resource;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.feeds.spi.ChangeFeed;
import org.penglai.crm.feeds.spi.ChangeFeed.Change;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /changes}: what has changed since a position, for other systems. */
@Component(service = ChangesResource.class)
@Path("/changes")
@Produces(MediaType.APPLICATION_JSON)
public final class ChangesResource {
    private static final int LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final ChangeFeed changes;
    private final Json json;

    @Activate
    public ChangesResource(@Reference ChangeFeed changes, @Reference Json json) {
        this.changes = changes;
        this.json = json;
    }

    /** {@code after}: position up to which all is known, 0 for all that is kept. */
    @GET
    public Response read(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        QueryParameters query = call.query().allow(Set.of("after", "types", "limit"));
        Set<String> types = new HashSet<>(RecordCollection.names(query.text("types", "")));
        ChangeFeed.Page page =
                changes.read(call.caller(), after(query), types, query.integer("limit", 1, MAX_LIMIT, LIMIT));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("items", page.items().stream().map(ChangesResource::view).toList());
        view.put("next", page.next());
        view.put("last", page.last());
        return Answers.json(json.write(view));
    }

    private static long after(QueryParameters query) {
        String text = query.text("after", "0");
        if (!text.matches("\\d{1,18}")) {
            throw QueryParameters.bad("after", "wrongType", "应为位置（整数）。", "Must be a position, a whole number.");
        }
        return Long.parseLong(text);
    }

    private static Map<String, Object> view(Change change) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("position", change.position());
        view.put("at", change.at());
        view.put("type", change.type());
        view.put("id", Ids.format(change.id()));
        view.put("version", change.version());
        view.put("operation", change.operation());
        view.put("by", change.userId() == 0 ? null : Ids.format(change.userId()));
        view.put("fields", change.fields());
        return view;
    }
}
