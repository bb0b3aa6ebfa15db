package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecordTeam;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/team}: who works on a record beside its owner. */
@Component(service = RecordTeamResource.class)
@Path("/{type}/{id}/team")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordTeamResource {
    private static final Set<String> MEMBERS = Set.of("role", "access");

    private final Types types;
    private final RecordTeam team;
    private final Json json;

    @Activate
    public RecordTeamResource(@Reference Types types, @Reference RecordTeam team, @Reference Json json) {
        this.types = types;
        this.team = team;
        this.json = json;
    }

    @GET
    public Response list(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        return answer(begin(request, type), type, RecordAnswers.id(id));
    }

    @PUT
    @Path("/{user}")
    public Response put(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("user") String user,
            InputStream body) {
        Caller caller = begin(request, type);
        Map<String, Object> sent = json.object(body);
        sent.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Invalid(Violation.of(name, "unknownField", "没有这个字段。", "There is no such field."));
                });
        boolean writable =
                switch (String.valueOf(sent.getOrDefault("access", "read"))) {
                    case "read" -> false;
                    case "write" -> true;
                    default ->
                        throw new Invalid(Violation.of("access", "badValue", "应为 read 或 write。", "read or write."));
                };
        Object role = sent.get("role");
        if (role != null && !(role instanceof String)) {
            throw new Invalid(Violation.of("role", "wrongType", "应为文本。", "Must be a text."));
        }
        long record = RecordAnswers.id(id);
        team.put(caller, type, record, RecordAnswers.id(user), (String) role, writable);
        return answer(caller, type, record);
    }

    @DELETE
    @Path("/{user}")
    public Response remove(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("user") String user) {
        team.remove(begin(request, type), type, RecordAnswers.id(id), RecordAnswers.id(user));
        return Response.noContent().build();
    }

    private Caller begin(HttpServletRequest request, String type) {
        types.get(type);
        return ApiRequest.of(request).withoutParameters().caller();
    }

    private Response answer(Caller caller, String type, long id) {
        List<Map<String, Object>> items = team.list(caller, type, id).stream()
                .map(RecordTeamResource::view)
                .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    private static Map<String, Object> view(RecordTeam.Member member) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", Ids.format(member.userId()));
        user.put("title", member.name());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("user", user);
        view.put("role", member.role());
        view.put("access", member.writable() ? "write" : "read");
        return view;
    }
}
