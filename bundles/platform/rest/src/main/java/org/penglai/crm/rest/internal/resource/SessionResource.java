package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.Identity;
import org.penglai.crm.rest.internal.http.ProviderCookies;
import org.penglai.crm.rest.internal.http.SessionCookie;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.live.EventStreams;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.security.spi.Users;

/** {@code /session}: signing in and out. */
@Component(service = SessionResource.class)
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    /** A code of the second factor, where there is one. */
    private static final String CODE = "otp";

    private static final List<String> MEMBERS = List.of("username", "password");
    private static final List<String> PASSWORDS = List.of("currentPassword", "password");

    private final SignIn signIn;
    private final Users users;
    private final OwnAccount ownAccount;
    private final EventStreams streams;
    private final SignInProviders providers;
    private final Json json;

    @Activate
    public SessionResource(
            @Reference SignIn signIn,
            @Reference Users users,
            @Reference OwnAccount ownAccount,
            @Reference EventStreams streams,
            @Reference SignInProviders providers,
            @Reference Json json) {
        this.signIn = signIn;
        this.users = users;
        this.ownAccount = ownAccount;
        this.streams = streams;
        this.providers = providers;
        this.json = json;
    }

    @POST
    public Response open(@Context HttpServletRequest request, InputStream body) {
        ApiRequest.of(request).withoutParameters();
        Map<String, Object> credentials = json.object(body);
        Object code = credentials.remove(CODE);
        check(credentials, MEMBERS);
        if (code != null && !(code instanceof String)) {
            throw new Invalid(Violation.of(CODE, "wrongType", "应为文本。", "Must be a text."));
        }
        SignIn.Opened opened = signIn.open(new SignIn.Attempt(
                (String) credentials.get("username"),
                ((String) credentials.get("password")).toCharArray(),
                (String) code,
                request.getRemoteAddr(),
                request.getHeader("User-Agent")));
        SignIn.Session session = opened.session();
        // Whoever signs in anew leaves what this browser was signed in with.
        SessionCookie.read(request, signIn.instanceId()).ifPresent(this::end);
        Map<String, Object> view = view(session.caller(), session.csrfToken());
        if (!opened.recoveryCodes().isEmpty()) {
            view.put("recoveryCodes", opened.recoveryCodes());
        }
        return Response.ok(json.write(view))
                .header("Set-Cookie", SessionCookie.set(request, signIn.instanceId(), session.secret()))
                .build();
    }

    @GET
    public Response read(@Context HttpServletRequest request) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        return Answers.json(json.write(view(identity.caller(), identity.csrfToken())));
    }

    /** The caller's own account: what of it everybody may change for himself. */
    @PATCH
    public Response update(@Context HttpServletRequest request, InputStream body) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        ownAccount.update(identity.caller(), json.object(body));
        Caller renewed = identity.byCookie()
                ? signIn.session(identity.secret()).map(SignIn.Session::caller).orElse(identity.caller())
                : signIn.token(identity.secret()).orElse(identity.caller());
        return Answers.json(json.write(view(renewed, identity.csrfToken())));
    }

    /** A new password. All sessions end; the answer opens a new one. */
    @PUT
    @Path("/password")
    public Response password(@Context HttpServletRequest request, InputStream body) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        if (!identity.byCookie()) {
            throw new Forbidden(
                    "sessionNeeded", Localized.of("请登录后修改密码。", "Sign in by password to change the password."));
        }
        Map<String, Object> passwords = json.object(body);
        check(passwords, PASSWORDS);
        SignIn.Session session = signIn.changePassword(
                identity.caller(),
                ((String) passwords.get("currentPassword")).toCharArray(),
                ((String) passwords.get("password")).toCharArray(),
                request.getRemoteAddr(),
                request.getHeader("User-Agent"));
        return Response.ok(json.write(view(session.caller(), session.csrfToken())))
                .header("Set-Cookie", SessionCookie.set(request, signIn.instanceId(), session.secret()))
                .build();
    }

    @DELETE
    public Response close(@Context HttpServletRequest request) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        if (identity.byCookie()) {
            end(identity.secret());
        }
        Optional<URI> further = providers.signOut(request, signIn.instanceId());
        Response.ResponseBuilder answer = further.isEmpty()
                ? Response.noContent()
                : Response.ok(json.write(Map.of("signOutAt", further.get().toString())));
        return answer.header("Set-Cookie", SessionCookie.clear(request, signIn.instanceId()))
                .header("Set-Cookie", ProviderCookies.clearHint(request, signIn.instanceId()))
                .build();
    }

    private void end(String secret) {
        end(signIn, streams, secret);
    }

    static void end(SignIn signIn, EventStreams streams, String secret) {
        signIn.close(secret);
        streams.close(secret);
    }

    static void check(Map<String, Object> credentials, List<String> members) {
        List<Violation> violations = new ArrayList<>();
        for (String member : members) {
            if (!(credentials.get(member) instanceof String text) || text.isEmpty()) {
                violations.add(Violation.of(member, "required", "不能为空。", "Is required."));
            }
        }
        credentials.keySet().stream()
                .filter(name -> !members.contains(name))
                .forEach(name ->
                        violations.add(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member.")));
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    private static Map<String, Object> department(Users.Profile profile) {
        Map<String, Object> department = new LinkedHashMap<>();
        department.put("id", Ids.format(profile.departmentId()));
        department.put("title", profile.department());
        return department;
    }

    private Map<String, Object> view(Caller caller, String csrfToken) {
        Locale locale = caller.locale() == null ? Locale.SIMPLIFIED_CHINESE : caller.locale();
        ZoneId zone = caller.zone() == null ? Caller.system().zone() : caller.zone();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", Ids.format(caller.userId()));
        user.put("username", caller.username());
        user.put("name", caller.displayName());
        user.put("locale", locale.toLanguageTag());
        user.put("zone", zone.getId());
        Users.Profile profile = users.profile(caller.userId());
        user.put("email", profile.email());
        user.put("phone", profile.phone());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("user", user);
        view.put("permissions", new TreeSet<>(caller.permissions()));
        view.put("roles", profile.roles());
        view.put("roleNames", profile.roleNames());
        view.put("department", profile.departmentId() == null ? null : department(profile));
        view.put("home", profile.home());
        view.put("menu", profile.menu());
        if (csrfToken != null) {
            view.put("csrfToken", csrfToken);
        }
        view.put("instance", signIn.instanceId());
        return view;
    }
}
