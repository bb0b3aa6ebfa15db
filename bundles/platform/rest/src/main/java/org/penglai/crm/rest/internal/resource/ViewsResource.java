package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Views;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /views}: lists that the caller and others saved. */
@Component(service = ViewsResource.class)
@Path("/views")
@Produces(MediaType.APPLICATION_JSON)
public final class ViewsResource {
    private final Views views;
    private final Json json;

    @Activate
    public ViewsResource(@Reference Views views, @Reference Json json) {
        this.views = views;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        String type = call.query().allow(Set.of("type")).text("type", "");
        return Answers.json(json.write(Map.of(
                "items",
                views.list(call.caller(), type).stream().map(ViewJson::of).toList())));
    }

    @POST
    public Response create(@Context HttpServletRequest request, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        ViewJson.Draft draft = ViewJson.draft(json.object(body));
        Views.View made = views.create(caller, draft.type(), draft.content());
        return answer(201, made)
                .header("Location", "/api/v1/views/" + Ids.format(made.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    public Response read(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return answer(200, views.get(caller, parse(id))).build();
    }

    @PATCH
    @Path("/{id}")
    public Response update(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> patch = json.object(body);
        long view = parse(id);
        Long expected = expected(caller, view, ifMatch);
        return answer(200, views.update(caller, view, expected, before -> ViewJson.patched(before, patch)))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public Response delete(
            @Context HttpServletRequest request, @PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        long view = parse(id);
        views.delete(caller, view, expected(caller, view, ifMatch));
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/actions/default")
    public Response makeDefault(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> wanted = json.object(body);
        if (!wanted.keySet().equals(Set.of("default")) || !(wanted.get("default") instanceof Boolean isDefault)) {
            throw new Invalid(Violation.of("default", "required", "应为 true 或 false。", "Must be true or false."));
        }
        return answer(200, views.makeDefault(caller, parse(id), isDefault)).build();
    }

    private Response.ResponseBuilder answer(int status, Views.View view) {
        return Answers.tagged(status, "\"" + view.version() + "\"")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json.write(ViewJson.of(view)));
    }

    private Long expected(Caller caller, long view, String ifMatch) {
        EntityTags tags = EntityTags.parse(ifMatch);
        if (tags == null || tags.isAny()) {
            return null;
        }
        long current = views.get(caller, view).version();
        if (!tags.versions().contains(current)) {
            throw new Stale(current);
        }
        return current;
    }

    private static long parse(String id) {
        long view = Ids.parse(id);
        if (view < 0) {
            throw new NotFound("viewNotFound", Localized.of("视图不存在。", "There is no such view."));
        }
        return view;
    }
}
