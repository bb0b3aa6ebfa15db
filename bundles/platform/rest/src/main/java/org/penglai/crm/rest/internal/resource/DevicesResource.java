package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.Identity;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Sessions;

/** {@code /session/devices}: where the caller is signed in. Ending one takes a session. */
@Path("/session/devices")
@Produces(MediaType.APPLICATION_JSON)
public final class DevicesResource {
    private final Sessions sessions;
    private final Json json;

    DevicesResource(Sessions sessions, Json json) {
        this.sessions = sessions;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        String own = identity.byCookie() ? sessions.id(identity.secret()) : "";
        return Answers.json(json.write(Map.of(
                "items",
                views(sessions.list(identity.caller(), identity.caller().userId()), own))));
    }

    /** All but the one that asks. */
    @DELETE
    public Response endOthers(@Context HttpServletRequest request) {
        SecondFactorResource.seated(request);
        Identity identity = ApiRequest.of(request).identity();
        int ended = sessions.endOthers(identity.caller(), identity.secret());
        return Answers.json(json.write(Map.of("ended", ended)));
    }

    @DELETE
    @Path("/{id}")
    public Response end(@Context HttpServletRequest request, @PathParam("id") String id) {
        if (!sessions.end(SecondFactorResource.seated(request), id)) {
            throw new NotFound("sessionNotFound", Localized.of("该登录已不存在。", "There is no such session any more."));
        }
        return Response.noContent().build();
    }

    /** @param own id of the session that asks */
    static List<Map<String, Object>> views(List<Sessions.Open> open, String own) {
        return open.stream()
                .map(session -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("id", session.id());
                    view.put("device", session.device());
                    view.put("address", session.address());
                    view.put("openedAt", session.openedAt());
                    view.put("lastSeenAt", session.lastSeenAt());
                    view.put("expiresAt", session.expiresAt());
                    view.put("current", session.id().equals(own));
                    return view;
                })
                .toList();
    }
}
