package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
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
import org.penglai.crm.records.spi.Reveals;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/reveal}: the whole value of a sensitive field; audited. */
@Component(service = RecordReveal.class)
@Path("/{type}/{id}/reveal")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordReveal {
    private static final String FIELD = "field";
    private static final Set<String> MEMBERS = Set.of(FIELD);

    private final Types types;
    private final Reveals reveals;
    private final Json json;

    @Activate
    public RecordReveal(@Reference Types types, @Reference Reveals reveals, @Reference Json json) {
        this.types = types;
        this.reveals = reveals;
        this.json = json;
    }

    @POST
    public Response reveal(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        Object field = RecordMerge.known(json.object(body), MEMBERS).get(FIELD);
        if (!(field instanceof String name)) {
            throw new Invalid(Violation.of(FIELD, "required", "请填写字段名。", "The name of a field is needed."));
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(FIELD, name);
        view.put("value", reveals.reveal(caller, type, RecordAnswers.id(id), name));
        return Answers.json(json.write(view));
    }
}
