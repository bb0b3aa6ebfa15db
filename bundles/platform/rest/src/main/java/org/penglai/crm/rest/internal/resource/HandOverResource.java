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
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.HandOvers;
import org.penglai.crm.records.spi.HandOvers.Held;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /users/{id}/hand-over}: what a person holds, and giving it to others. */
@Component(service = HandOverResource.class)
@Path("/users/{id}/hand-over")
@Produces(MediaType.APPLICATION_JSON)
public final class HandOverResource {
    private static final Set<String> MEMBERS = Set.of("receivers", "left");

    private final HandOvers handOvers;
    private final Json json;

    @Activate
    public HandOverResource(@Reference HandOvers handOvers, @Reference Json json) {
        this.handOvers = handOvers;
        this.json = json;
    }

    @GET
    public Response preview(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return answer(handOvers.preview(caller, RecordAnswers.id(id)));
    }

    @POST
    public Response run(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> sent = RecordMerge.known(json.object(body), MEMBERS);
        Object left = sent.getOrDefault("left", Boolean.FALSE);
        if (!(left instanceof Boolean leaves)) {
            throw new Invalid(Violation.of("left", "wrongType", "应为 true 或 false。", "Must be true or false."));
        }
        return answer(handOvers.run(caller, RecordAnswers.id(id), receivers(sent.get("receivers")), leaves));
    }

    private static Map<String, Long> receivers(Object sent) {
        Map<String, Long> receivers = new LinkedHashMap<>();
        if (sent instanceof Map<?, ?> given) {
            given.forEach((item, user) -> receivers.put(
                    String.valueOf(item), user == null ? null : RecordMerge.id("receivers." + item, user)));
        } else if (sent != null) {
            throw new Invalid(Violation.of("receivers", "wrongType", "应为对象。", "Must be an object."));
        }
        return receivers;
    }

    private Response answer(List<Held> held) {
        return Answers.json(json.write(
                Map.of("items", held.stream().map(HandOverResource::view).toList())));
    }

    private static Map<String, Object> view(Held held) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", held.id());
        view.put("label", held.label());
        view.put("type", held.type());
        view.put("count", held.count());
        view.put("optional", held.optional());
        return view;
    }
}
