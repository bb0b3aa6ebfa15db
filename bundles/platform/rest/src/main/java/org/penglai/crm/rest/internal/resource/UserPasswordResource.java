package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Users;

/**
 * {@code /users/{id}/actions/setPassword}: looks like an action of a record, but the password never comes near the record
 * kernel, its audit and its outbox.
 */
@Component(service = UserPasswordResource.class)
@Path("/users/{id}/actions/setPassword")
public final class UserPasswordResource {
    private static final List<String> MEMBERS = List.of("password");

    private final Users users;
    private final Json json;

    @Activate
    public UserPasswordResource(@Reference Users users, @Reference Json json) {
        this.users = users;
        this.json = json;
    }

    @POST
    public Response set(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> wanted = json.object(body);
        SessionResource.check(wanted, MEMBERS);
        long user = Ids.parse(id);
        if (user < 0) {
            throw new NotFound("unknownUser", Localized.of("没有该用户。", "There is no such user."));
        }
        users.password(caller, user, ((String) wanted.get("password")).toCharArray());
        return Response.noContent().build();
    }
}
