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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.SecondFactors;
import org.penglai.crm.security.spi.Sessions;

/**
 * {@code /users/{id}/actions/signOut} and {@code resetSecondFactor}: look like actions of a record, but what they change
 * is kept out of the record kernel's reach.
 */
@Path("/users/{id}/actions/{action: signOut|resetSecondFactor}")
public final class UserAccessResource {
    private static final String TOKENS = "tokens";

    private final Sessions sessions;
    private final SecondFactors factors;
    private final Json json;

    UserAccessResource(Sessions sessions, SecondFactors factors, Json json) {
        this.sessions = sessions;
        this.factors = factors;
        this.json = json;
    }

    @POST
    public Response act(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @PathParam("action") String action,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> wanted = json.object(body);
        boolean signOut = action.equals("signOut");
        List<String> members = signOut ? List.of(TOKENS) : List.of();
        wanted.keySet().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Invalid(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member."));
                });
        if (!signOut) {
            factors.reset(caller, user(id));
        } else if (wanted.getOrDefault(TOKENS, Boolean.FALSE) instanceof Boolean tokens) {
            sessions.endAll(caller, user(id), tokens);
        } else {
            throw new Invalid(Violation.of(TOKENS, "wrongType", "应为 true 或 false。", "Must be true or false."));
        }
        return Response.noContent().build();
    }

    /** @throws NotFound if it is no id */
    static long user(String id) {
        long user = Ids.parse(id);
        if (user < 0) {
            throw new NotFound("unknownUser", Localized.of("没有该用户。", "There is no such user."));
        }
        return user;
    }
}
