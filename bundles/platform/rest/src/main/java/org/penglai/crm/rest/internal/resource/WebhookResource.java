package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.NotAllowedException;
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
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.feeds.spi.DeadLetters;
import org.penglai.crm.feeds.spi.Webhooks;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /webhooks/{id}/secret}, {@code /state}, {@code /replay}, {@code /test}, {@code /letters}: of a webhook what is no field. */
@Component(service = WebhookResource.class)
@Path("/webhooks/{id}/{what: secret|state|replay|test|letters}")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
    private static final int LETTERS = 100;

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
        } else if (what.equals("letters")) {
            view.put(
                    "items",
                    webhooks.letters(call.caller(), RecordAnswers.id(id), LETTERS).stream()
                            .map(WebhookResource::view)
                            .toList());
        } else {
            throw new NotAllowedException("POST");
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
        if (what.equals("test")) {
            return answer(webhooks.test(call.caller(), RecordAnswers.id(id)));
        }
        if (!what.equals("replay")) {
            throw new NotAllowedException("GET");
        }
        Map<String, Object> wanted = json.object(body);
        if (wanted.size() != 1 || !(wanted.get("after") instanceof Number after)) {
            throw new Invalid(
                    Violation.of("after", "wrongType", "应为 {\"after\":位置}。", "Must be {\"after\":position}."));
        }
        webhooks.replay(call.caller(), RecordAnswers.id(id), after.longValue());
        return Response.noContent().build();
    }

    /** A change that was given up on is sent once more. */
    @POST
    @Path("/{letter}")
    public Response sendAgain(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @PathParam("what") String what,
            @PathParam("letter") String letter) {
        ApiRequest call = letters(request, what);
        return answer(webhooks.sendAgain(call.caller(), RecordAnswers.id(id), RecordAnswers.id(letter)));
    }

    /** A change that was given up on is dropped. */
    @DELETE
    @Path("/{letter}")
    public Response drop(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @PathParam("what") String what,
            @PathParam("letter") String letter) {
        ApiRequest call = letters(request, what);
        webhooks.drop(call.caller(), RecordAnswers.id(id), RecordAnswers.id(letter));
        return Response.noContent().build();
    }

    private static ApiRequest letters(HttpServletRequest request, String what) {
        if (!what.equals("letters")) {
            throw new NotFound("notFound", Localized.of("没有这个地址。", "There is no such address."));
        }
        return ApiRequest.of(request).withoutParameters();
    }

    /** @param failure why it did not arrive; null if it did */
    private Response answer(String failure) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("failure", failure);
        return Answers.json(json.write(view));
    }

    private static Map<String, Object> view(DeadLetters.Letter letter) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(letter.id()));
        view.put("position", letter.position());
        view.put("type", letter.type());
        view.put("recordId", Ids.format(letter.recordId()));
        view.put("operation", letter.operation());
        view.put("attempts", letter.attempts());
        view.put("givenUpAt", letter.givenUpAt());
        view.put("reason", letter.reason());
        return view;
    }
}
