package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.Identity;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Tokens;

/** {@code /tokens}: the caller's personal access tokens. */
@Component(service = TokensResource.class)
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private static final int NAME_LENGTH = 100;

    private final Tokens tokens;
    private final Json json;

    @Activate
    public TokensResource(@Reference Tokens tokens, @Reference Json json) {
        this.tokens = tokens;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        List<Map<String, Object>> items = tokens
                .list(ApiRequest.of(request).withoutParameters().caller())
                .stream()
                .map(TokensResource::view)
                .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    @POST
    public Response create(@Context HttpServletRequest request, InputStream body) {
        Identity identity = ApiRequest.of(request).withoutParameters().identity();
        Wanted wanted = wanted(json.object(body));
        Tokens.Created created =
                tokens.create(identity.caller(), wanted.name, wanted.scope, life(identity, wanted.life));
        Map<String, Object> answer = view(created.token());
        answer.put("secret", created.secret());
        return Response.status(201)
                .header(
                        "Location",
                        "/api/v1/tokens/" + Ids.format(created.token().id()))
                .entity(json.write(answer))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        long token = Ids.parse(id);
        if (token < 0 || !tokens.delete(caller, token)) {
            throw new NotFound("tokenNotFound", Localized.of("令牌不存在。", "There is no such token."));
        }
        return Response.noContent().build();
    }

    /** A token that was made with a token ends no later, or a day's access could be made to last for ever. */
    private Duration life(Identity maker, Duration wanted) {
        Duration most = maker.byCookie() ? null : tokens.left(maker.secret()).orElse(null);
        return most == null || wanted != null && wanted.compareTo(most) < 0 ? wanted : most;
    }

    private static Wanted wanted(Map<String, Object> body) {
        List<Violation> violations = new ArrayList<>();
        body.keySet().stream()
                .filter(name -> !Set.of("name", "scope", "expiresAt").contains(name))
                .forEach(name ->
                        violations.add(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member.")));
        String name = body.get("name") instanceof String text ? text.strip() : "";
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            violations.add(Violation.of("name", "required", "请填写名称，最多 100 字。", "Needs 1 to 100 characters."));
        }
        Set<String> scope = new HashSet<>();
        if (body.get("scope") instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.forEach(permission -> scope.add((String) permission));
        } else if (body.get("scope") != null) {
            violations.add(Violation.of("scope", "wrongType", "应为权限列表。", "Must be a list of permissions."));
        }
        Duration life = life(body.get("expiresAt"), violations);
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return new Wanted(name, scope, life);
    }

    private static Duration life(Object expiresAt, List<Violation> violations) {
        if (expiresAt == null) {
            return null;
        }
        try {
            Duration life = Duration.between(Instant.now(), Instant.parse(String.valueOf(expiresAt)));
            if (!life.isNegative() && !life.isZero()) {
                return life;
            }
        } catch (DateTimeParseException e) {
            violations.add(Violation.of(
                    "expiresAt", "wrongType", "应为 ISO 8601 时间。", "Must be a time such as 2030-01-01T00:00:00Z."));
            return null;
        }
        violations.add(Violation.of("expiresAt", "past", "到期时间应在将来。", "Must be in the future."));
        return null;
    }

    private static Map<String, Object> view(Tokens.Token token) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(token.id()));
        view.put("name", token.name());
        view.put("scope", new TreeSet<>(token.scope()));
        view.put("createdAt", token.createdAt());
        view.put("expiresAt", token.expiresAt());
        view.put("lastUsedAt", token.lastUsedAt());
        return view;
    }

    private record Wanted(String name, Set<String> scope, Duration life) {}
}
