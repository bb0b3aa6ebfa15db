package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.work.spi.Notifications;

/** {@code /notifications}: what the caller was told. */
@Component(service = NotificationsResource.class)
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
public final class NotificationsResource {
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int IDS_AT_ONCE = 200;

    private final Notifications notifications;
    private final Json json;

    @Activate
    public NotificationsResource(@Reference Notifications notifications, @Reference Json json) {
        this.notifications = notifications;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).caller();
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("unread", "limit", "cursor"));
        int limit = query.integer("limit", 1, MAX_LIMIT, LIMIT);
        List<Notifications.Item> found = notifications.list(
                caller, unreadOnly(query), limit + 1, query.cursor().orElse(0L));
        List<Notifications.Item> items = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items.stream().map(NotificationJson::view).toList());
        page.put(
                "nextCursor",
                found.size() > limit ? Ids.format(items.get(limit - 1).id()) : null);
        page.put("unread", notifications.unread(caller));
        return Answers.json(json.write(page));
    }

    @POST
    @Path("/read")
    public Response read(@Context HttpServletRequest request, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> wanted = json.object(body);
        if (wanted.equals(Map.of("all", true))) {
            notifications.readAll(caller);
        } else if (wanted.keySet().equals(Set.of("ids"))
                && wanted.get("ids") instanceof List<?> ids
                && ids.size() <= IDS_AT_ONCE
                && ids.stream().allMatch(String.class::isInstance)) {
            notifications.read(
                    caller, ids.stream().map(id -> Ids.parse((String) id)).toList());
        } else {
            throw new Invalid(Violation.of(
                    "ids",
                    "wrongType",
                    "应为 {\"ids\":[…]}（最多 200 个）或 {\"all\":true}。",
                    "Must be {\"ids\":[...]} with at most 200 of them, or {\"all\":true}."));
        }
        return Answers.json(json.write(Map.of("unread", notifications.unread(caller))));
    }

    private static boolean unreadOnly(QueryParameters query) {
        String text = query.text("unread", "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw QueryParameters.bad("unread", "wrongType", "应为 true 或 false。", "Must be true or false.");
        }
        return text.equals("true");
    }
}
