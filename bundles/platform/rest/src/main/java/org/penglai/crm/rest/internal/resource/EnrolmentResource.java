package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
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
import org.penglai.crm.security.spi.SecondFactors;

/**
 * {@code /session/enrolment}: for whoever is not let in without a second factor and has none yet. Draws the secret; signing
 * in with a code of it puts it to use.
 */
@Path("/session/enrolment")
@Produces(MediaType.APPLICATION_JSON)
public final class EnrolmentResource {
    private final SecondFactors factors;
    private final Json json;

    EnrolmentResource(SecondFactors factors, Json json) {
        this.factors = factors;
        this.json = json;
    }

    @POST
    public Response start(@Context HttpServletRequest request, InputStream body) {
        ApiRequest.of(request).withoutParameters();
        Map<String, Object> credentials = json.object(body);
        SessionResource.check(credentials, List.of("username", "password"));
        return SecondFactorResource.secret(
                json,
                factors.start(
                        (String) credentials.get("username"),
                        ((String) credentials.get("password")).toCharArray(),
                        request.getRemoteAddr()));
    }
}
