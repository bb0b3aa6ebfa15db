package org.penglai.crm.rest.internal.resource;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Sessions;

/** {@code /users/{id}/sessions}: where a colleague is signed in. */
@Path("/users/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class UserSessionsResource {
    private final Sessions sessions;
    private final Json json;

    UserSessionsResource(Sessions sessions, Json json) {
        this.sessions = sessions;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request, @PathParam("id") String id) {
        var caller = ApiRequest.of(request).withoutParameters().caller();
        var open = sessions.list(caller, UserAccessResource.user(id));
        return Answers.json(json.write(Map.of("items", DevicesResource.views(open, ""))));
    }
}
