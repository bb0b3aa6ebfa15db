package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Invitations;

/**
 * {@code /session/invitation}: for whoever was sent a link. Without a password it tells who is invited, with one it sets the
 * password, by which to sign in then.
 */
@Path("/session/invitation")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationResource {
    private static final String INVITATION = "invitation";
    private static final String PASSWORD = "password";

    private final Invitations invitations;
    private final Json json;

    InvitationResource(Invitations invitations, Json json) {
        this.invitations = invitations;
        this.json = json;
    }

    @POST
    public Response accept(@Context HttpServletRequest request, InputStream body) {
        ApiRequest.of(request).withoutParameters();
        Map<String, Object> wanted = json.object(body);
        boolean accepts = wanted.containsKey(PASSWORD);
        SessionResource.check(wanted, accepts ? List.of(INVITATION, PASSWORD) : List.of(INVITATION));
        String secret = (String) wanted.get(INVITATION);
        Invitations.Invited invited = accepts
                ? invitations.accept(secret, ((String) wanted.get(PASSWORD)).toCharArray())
                : invitations.look(secret);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("username", invited.username());
        view.put("name", invited.name());
        return Answers.json(json.write(view));
    }
}
