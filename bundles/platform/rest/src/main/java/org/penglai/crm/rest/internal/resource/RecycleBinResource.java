package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecycleBins;
import org.penglai.crm.records.spi.RecycleBins.Deleted;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /recycle-bin}: what was deleted, by type, and its end. It comes back by {@code /{type}/{id}/restore}. */
@Component(service = RecycleBinResource.class)
@Path("/recycle-bin")
@Produces(MediaType.APPLICATION_JSON)
public final class RecycleBinResource {
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int LONGEST = 200;

    private final Types types;
    private final RecycleBins bins;
    private final Json json;

    @Activate
    public RecycleBinResource(@Reference Types types, @Reference RecycleBins bins, @Reference Json json) {
        this.types = types;
        this.bins = bins;
        this.json = json;
    }

    @GET
    public Response types(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return Answers.json(json.write(Map.of("items", bins.types(caller))));
    }

    @GET
    @Path("/{type}")
    public Response list(@Context HttpServletRequest request, @PathParam("type") String type) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("q", "limit", "cursor"));
        int limit = query.integer("limit", 1, MAX_LIMIT, LIMIT);
        String q = query.text("q", "");
        if (q.length() > LONGEST || q.indexOf('\0') >= 0) {
            throw QueryParameters.bad("q", "badSearch", "搜索内容无效。", "The search text is invalid.");
        }
        List<Deleted> found = bins.list(caller, type, q, query.cursor().orElse(null), limit + 1);
        List<Deleted> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", shown.stream().map(RecycleBinResource::view).toList());
        page.put(
                "nextCursor",
                found.size() > limit ? Ids.format(shown.get(limit - 1).batch()) : null);
        return Answers.json(json.write(page));
    }

    @DELETE
    @Path("/{type}/{id}")
    public Response purge(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        bins.purge(caller, type, RecordAnswers.id(id));
        return Response.noContent().build();
    }

    private static Map<String, Object> view(Deleted deleted) {
        Map<String, Object> by = new LinkedHashMap<>();
        by.put("id", deleted.by() == 0 ? null : Ids.format(deleted.by()));
        by.put("title", deleted.byName());
        List<String> can = new ArrayList<>();
        if (deleted.restorable()) {
            can.add("restore");
        }
        if (deleted.purgeable()) {
            can.add("purge");
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(deleted.id()));
        view.put("title", deleted.title());
        view.put("deletedAt", deleted.at());
        view.put("deletedBy", by);
        view.put("purgedAt", deleted.purgedAt());
        view.put("along", deleted.along());
        view.put("can", can);
        return view;
    }
}
