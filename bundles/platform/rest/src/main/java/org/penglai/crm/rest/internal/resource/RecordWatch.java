package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.work.spi.Watches;

/** {@code /{type}/{id}/watch}: whether the caller hears of a record's changes. */
@Component(service = RecordWatch.class)
@Path("/{type}/{id}/watch")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordWatch {
    private final Types types;
    private final Watches watches;
    private final Json json;

    @Activate
    public RecordWatch(@Reference Types types, @Reference Watches watches, @Reference Json json) {
        this.types = types;
        this.watches = watches;
        this.json = json;
    }

    @GET
    public Response read(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        ApiRequest call = ApiRequest.of(request).withoutParameters();
        types.get(type);
        return answer(watches.state(call.caller(), type, RecordAnswers.id(id)));
    }

    @PUT
    public Response watch(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        return set(request, type, id, true);
    }

    @DELETE
    public Response leave(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        return set(request, type, id, false);
    }

    private Response set(HttpServletRequest request, String type, String id, boolean watching) {
        ApiRequest call = ApiRequest.of(request).withoutParameters();
        types.get(type);
        return answer(watches.watch(call.caller(), type, RecordAnswers.id(id), watching));
    }

    private Response answer(Watches.State state) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("watching", state.watching());
        view.put("watchers", state.watchers());
        return Answers.json(json.write(view));
    }
}
