package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
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
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/actions/unmerge}: takes a merge back and lists what was changed since. */
@Component(service = RecordUnmerge.class)
@Path("/{type}/{id}/actions/unmerge")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordUnmerge {
    private static final Set<String> MEMBERS = Set.of("merge");

    private final Types types;
    private final Merges merges;
    private final Json json;

    @Activate
    public RecordUnmerge(@Reference Types types, @Reference Merges merges, @Reference Json json) {
        this.types = types;
        this.merges = merges;
        this.json = json;
    }

    @POST
    public Response unmerge(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        long merge = RecordMerge.id(
                "merge", RecordMerge.known(json.object(body), MEMBERS).get("merge"));
        Merges.Undone undone = merges.undo(caller, type, RecordAnswers.id(id), merge);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("version", undone.version());
        view.put("moved", undone.moved());
        view.put("left", undone.left().stream().map(RecordUnmerge::view).toList());
        return Answers.json(json.write(view));
    }

    private static Map<String, Object> view(Merges.Left left) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", left.type());
        view.put("id", Ids.format(left.id()));
        view.put("field", left.field());
        return view;
    }
}
