package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/access?user=}: why a user may see or change a record, for those who give rights. */
@Component(service = RecordAccessResource.class)
@Path("/{type}/{id}/access")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordAccessResource {
    private static final List<String> OPERATIONS = List.of(Access.READ, "update", "delete");

    private final Types types;
    private final RecordQueries queries;
    private final Access access;
    private final Json json;

    @Activate
    public RecordAccessResource(
            @Reference Types types, @Reference RecordQueries queries, @Reference Access access, @Reference Json json) {
        this.types = types;
        this.queries = queries;
        this.access = access;
        this.json = json;
    }

    @GET
    public Response read(
            @Context HttpServletRequest request, @PathParam("type") String name, @PathParam("id") String id) {
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("user"));
        Caller caller = ApiRequest.of(request).caller();
        StoredType type = types.get(name);
        if (!caller.may("users:read")) {
            throw new Forbidden("forbidden", Localized.of("没有权限：users:read。", "The permission users:read is missing."));
        }
        long record = queries.read(caller, name, RecordAnswers.id(id)).id();
        long user = query.text("user").map(RecordAnswers::id).orElse(caller.userId());
        Map<String, Object> view = new LinkedHashMap<>();
        for (String operation : OPERATIONS) {
            view.put(
                    operation,
                    access.reasons(user, type, operation, record).stream()
                            .map(RecordAccessResource::view)
                            .toList());
        }
        view.put("fields", access.withheld(user, type));
        return Answers.json(json.write(view));
    }

    private static Map<String, Object> view(Access.Reason reason) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", reason.code());
        view.put("role", reason.role());
        view.put("text", reason.text());
        return view;
    }
}
