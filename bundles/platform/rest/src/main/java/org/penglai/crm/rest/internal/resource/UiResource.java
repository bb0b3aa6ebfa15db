package org.penglai.crm.rest.internal.resource;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.live.PluginsJson;

/** {@code /ui}: what the console is made of right now. */
@Component(service = UiResource.class)
@Path("/ui")
@Produces(MediaType.APPLICATION_JSON)
public final class UiResource {
    private final PluginsJson plugins;
    private final Json json;

    @Activate
    public UiResource(@Reference PluginsJson plugins, @Reference Json json) {
        this.plugins = plugins;
        this.json = json;
    }

    @GET
    @Path("/plugins")
    public Response plugins(@Context HttpServletRequest request) {
        return Answers.compressed(
                request,
                json.write(
                        plugins.view(ApiRequest.of(request).withoutParameters().caller())
                                .orElseThrow(NotYet::starting)));
    }
}
