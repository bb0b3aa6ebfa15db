package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.Identity;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.SecondFactors;

/** {@code /session/second-factor}: the caller's own. What changes it takes a session, and the password. */
@Path("/session/second-factor")
@Produces(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
    private static final String PASSWORD = "password";

    private final SecondFactors factors;
    private final Json json;

    SecondFactorResource(SecondFactors factors, Json json) {
        this.factors = factors;
        this.json = json;
    }

    @GET
    public Response state(@Context HttpServletRequest request) {
        SecondFactors.State state =
                factors.state(ApiRequest.of(request).withoutParameters().caller());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("enabled", state.isEnabled());
        view.put("since", state.since());
        view.put("required", state.required());
        view.put("recoveryCodes", state.recoveryCodes());
        return Answers.json(json.write(view));
    }

    /** Draws a secret, which {@link #confirm} puts to use. */
    @POST
    public Response start(@Context HttpServletRequest request, InputStream body) {
        Caller caller = seated(request);
        return secret(json, factors.start(caller, password(body), request.getRemoteAddr()));
    }

    @PUT
    public Response confirm(@Context HttpServletRequest request, InputStream body) {
        Caller caller = seated(request);
        Map<String, Object> wanted = json.object(body);
        SessionResource.check(wanted, List.of("code"));
        return codes(factors.confirm(caller, (String) wanted.get("code"), request.getRemoteAddr()));
    }

    @POST
    @Path("/recovery-codes")
    public Response renew(@Context HttpServletRequest request, InputStream body) {
        Caller caller = seated(request);
        return codes(factors.renewRecoveryCodes(caller, password(body), request.getRemoteAddr()));
    }

    @POST
    @Path("/disable")
    public Response disable(@Context HttpServletRequest request, InputStream body) {
        Caller caller = seated(request);
        factors.disable(caller, password(body), request.getRemoteAddr());
        return Response.noContent().build();
    }

    /** A secret as the one page shows it that asked for it; kept by nobody. */
    static Response secret(Json json, SecondFactors.Enrolment drawn) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("secret", drawn.secret());
        view.put("uri", drawn.uri());
        return Response.status(201)
                .header("Cache-Control", "no-store")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json.write(view))
                .build();
    }

    /** A token cannot change how its user signs in. */
    static Caller seated(HttpServletRequest request) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        if (!identity.byCookie()) {
            throw new Forbidden("sessionNeeded", Localized.of("请登录后操作。", "Sign in by password to do this."));
        }
        return identity.caller();
    }

    private char[] password(InputStream body) {
        Map<String, Object> wanted = json.object(body);
        SessionResource.check(wanted, List.of(PASSWORD));
        return ((String) wanted.get(PASSWORD)).toCharArray();
    }

    private Response codes(List<String> codes) {
        return Response.ok(json.write(Map.of("recoveryCodes", codes)))
                .header("Cache-Control", "no-store")
                .build();
    }
}
