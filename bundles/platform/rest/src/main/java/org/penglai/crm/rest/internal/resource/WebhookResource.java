package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
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
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.feeds.spi.Webhooks;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /webhooks/{id}/secret}, {@code /state} and {@code /replay}: of a webhook what is no field. */
@Component(service = WebhookResource.class)
@Path("/webhooks/{id}/{what: secret|state|replay}")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
    private final Webhooks webhooks;
    private final Json json;

    @Activate
    public WebhookResource(@Reference Webhooks webhooks, @Reference Json json) {
        this.webhooks = webhooks;
        this.json = json;
    }

    @GET
    public Response read(
            @Context HttpServletRequest request, @PathParam("id") String id, @PathParam("what") String what) {
        ApiRequest call = ApiRequest.of(request).withoutParameters();
        Map<String, Object> view = new LinkedHashMap<>();
        if (what.equals("secret")) {
            view.put("secret", webhooks.secret(call.caller(), RecordAnswers.id(id)));
        } else if (what.equals("state")) {
            OutboxStatus.Consumer state = webhooks.state(call.caller(), RecordAnswers.id(id));
            view.put("position", state == null ? null : state.position());
            view.put("lag", state == null ? null : state.lag());
            view.put("failures", state == null ? 0 : state.failures());
            view.put("nextTryAt", state == null ? null : state.nextTryAt());
            view.put("lastError", state == null ? null : state.lastError());
        } else {
            throw new javax.ws.rs.NotAllowedException("POST");
        }
        return Answers.json(json.write(view));
    }

    /** {@code {"after": position}}: everything behind it is sent again. */
    @POST
    public Response replay(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @PathParam("what") String what,
            InputStream body) {
        ApiRequest call = ApiRequest.of(request).withoutParameters();
        if (!what.equals("replay")) {
            throw new javax.ws.rs.NotAllowedException("GET");
        }
        Map<String, Object> wanted = json.object(body);
        if (wanted.size() != 1 || !(wanted.get("after") instanceof Number after)) {
            throw new Invalid(
                    Violation.of("after", "wrongType", "应为 {\"after\":位置}。", "Must be {\"after\":position}."));
        }
        webhooks.replay(call.caller(), RecordAnswers.id(id), after.longValue());
        return Response.noContent().build();
    }
}
