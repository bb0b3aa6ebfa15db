package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Invitations;

/** {@code /users/{id}/actions/invite}: a link by which the colleague chooses a password; the secret is shown this once. */
@Path("/users/{id}/actions/invite")
@Produces(MediaType.APPLICATION_JSON)
public final class UserInvitationResource {
    private final Invitations invitations;
    private final Json json;

    UserInvitationResource(Invitations invitations, Json json) {
        this.invitations = invitations;
        this.json = json;
    }

    @POST
    public Response invite(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Invitations.Invitation made = invitations.invite(caller, UserAccessResource.user(id));
        Map<String, Object> view = new LinkedHashMap<>();
        // Behind the #, so that browsers send it to no server and no log keeps it.
        view.put("path", "/#invitation=" + made.secret());
        view.put("expiresAt", made.expiresAt());
        return Response.status(Response.Status.CREATED).entity(json.write(view)).build();
    }
}
