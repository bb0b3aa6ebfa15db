package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.ProviderCookies;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.http.SessionCookie;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.live.EventStreams;
import org.penglai.crm.security.spi.Sessions;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.security.spi.SignInProvider;

/**
 * {@code /session/providers}: signing in at a provider outside. Browsers come here by links and redirects, so what goes wrong
 * is told by the sign-in page, to which they are sent back with a code.
 */
@Path("/session/providers")
@Produces(MediaType.APPLICATION_JSON)
public final class ProvidersResource {
    private static final String PATH = "/api/v1/session/providers/";
    private static final String BACK = "back";
    private static final String LOGOUT_TOKEN = "logout_token";

    private final SignIn signIn;
    private final Sessions sessions;
    private final SignInProviders providers;
    private final EventStreams streams;
    private final Json json;

    ProvidersResource(SignIn signIn, Sessions sessions, SignInProviders providers, EventStreams streams, Json json) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.providers = providers;
        this.streams = streams;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        ApiRequest.of(request).withoutParameters();
        List<Map<String, Object>> items = providers.all().stream()
                .map(provider -> Map.<String, Object>of(
                        "id", provider.id(), "label", provider.label(), "href", PATH + provider.id() + "/start"))
                .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    @GET
    @Path("/{id}/start")
    public Response start(@Context HttpServletRequest request, @PathParam("id") String id) {
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of(BACK));
        SignInProvider provider = providers.get(id);
        try {
            SignInProvider.Departure departure = provider.depart(callback(provider, request));
            String page = ProviderCookies.page(query.text(BACK, "/"));
            return Response.seeOther(departure.address())
                    .header(
                            "Set-Cookie",
                            ProviderCookies.depart(
                                    request,
                                    signIn.instanceId(),
                                    id,
                                    new ProviderCookies.Departure(departure.kept(), page)))
                    .build();
        } catch (CrmException failed) {
            return failed(failed).build();
        }
    }

    @GET
    @Path("/{id}/callback")
    public Response callback(@Context HttpServletRequest request, @PathParam("id") String id) {
        SignInProvider provider = providers.get(id);
        QueryParameters query = ApiRequest.of(request).query();
        Map<String, String> answer =
                query.names().stream().collect(Collectors.toMap(name -> name, name -> query.text(name, "")));
        String instance = signIn.instanceId();
        ProviderCookies.Departure departure =
                ProviderCookies.departure(request, instance, id).orElse(new ProviderCookies.Departure("", "/"));
        String forgotten = ProviderCookies.clearDeparture(request, instance, id);
        try {
            SignInProvider.Arrival arrival = provider.arrive(callback(provider, request), answer, departure.kept());
            SignIn.Session session = signIn.openFor(
                    new SignIn.Recognised(arrival.userId(), id, arrival.session()),
                    request.getRemoteAddr(),
                    request.getHeader("User-Agent"));
            SessionCookie.read(request, instance).ifPresent(secret -> SessionResource.end(signIn, streams, secret));
            return to(departure.page())
                    .header("Set-Cookie", forgotten)
                    .header("Set-Cookie", SessionCookie.set(request, instance, session.secret()))
                    .header(
                            "Set-Cookie",
                            ProviderCookies.keep(request, instance, new ProviderCookies.Hint(id, arrival.hint())))
                    .build();
        } catch (CrmException failed) {
            return failed(failed).header("Set-Cookie", forgotten).build();
        }
    }

    /** The provider itself says that somebody has signed out there (Back-Channel Logout 1.0). */
    @POST
    @Path("/{id}/logout")
    public Response logout(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body)
            throws IOException {
        ApiRequest.of(request).withoutParameters();
        SignInProvider provider = providers.get(id);
        try {
            SignInProvider.SignedOut out = provider.signedOut(logoutToken(body));
            if (out.userId() != 0 || out.session() != null) {
                sessions.endFor(id, out.userId(), out.session());
            }
            return Response.ok().build();
        } catch (Unauthenticated refused) {
            // What the standard wants to be answered; 401 would ask for credentials.
            throw new Malformed(refused.code(), refused.text());
        }
    }

    private static String logoutToken(InputStream body) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        String token = form.get(LOGOUT_TOKEN);
        if (token == null) {
            throw new Malformed("required", Localized.of("缺少 logout_token。", "The form holds no logout_token."));
        }
        return token;
    }

    private static URI callback(SignInProvider provider, HttpServletRequest request) {
        return SignInProviders.address(provider, request, PATH + provider.id() + "/callback");
    }

    private static Response.ResponseBuilder failed(CrmException failure) {
        return to("/?signIn=" + failure.code());
    }

    /** Without a host, so that the browser stays where it is whatever a proxy has made of the request. */
    private static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header("Location", path);
    }
}
