package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
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
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.security.spi.Preferences;

/** {@code /preferences}: what the caller's pages remember. */
@Component(service = PreferencesResource.class)
@Path("/preferences")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {
    private final Preferences preferences;
    private final Json json;

    @Activate
    public PreferencesResource(@Reference Preferences preferences, @Reference Json json) {
        this.preferences = preferences;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        Map<String, Object> items = new LinkedHashMap<>();
        preferences
                .all(ApiRequest.of(request).withoutParameters().caller())
                .forEach((key, content) -> items.put(key, json.value(content)));
        return Answers.json(json.write(Map.of("items", items)));
    }

    @PUT
    @Path("/{key}")
    public Response put(@Context HttpServletRequest request, @PathParam("key") String key, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        byte[] content = json.write(json.any(body));
        preferences.put(caller, key, new String(content, StandardCharsets.UTF_8));
        return Answers.json(content);
    }

    @DELETE
    @Path("/{key}")
    public Response delete(@Context HttpServletRequest request, @PathParam("key") String key) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        if (!preferences.delete(caller, key)) {
            throw new NotFound("preferenceNotFound", Localized.of("没有这个设置项。", "There is no such key."));
        }
        return Response.noContent().build();
    }
}
