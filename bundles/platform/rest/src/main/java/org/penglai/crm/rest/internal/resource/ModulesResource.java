package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.operation.Readiness;

/** {@code /modules}: what is installed, and how it is. */
@Component(service = ModulesResource.class)
@Path("/modules")
@Produces(MediaType.APPLICATION_JSON)
public final class ModulesResource {
    private final Readiness readiness;
    private final Json json;

    @Activate
    public ModulesResource(@Reference Readiness readiness, @Reference Json json) {
        this.readiness = readiness;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        boolean details = call.caller().may("modules");
        call.query().allow(Set.of());
        Modules modules = readiness.service().orElseThrow(NotYet::starting);
        List<Map<String, Object>> items =
                modules.list().stream().map(module -> view(module, details)).toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    /** @param details whether to tell what is wrong, which may name tables and bundles */
    private static Map<String, Object> view(ModuleStatus module, boolean details) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", module.id());
        view.put("version", module.version());
        view.put("state", module.state().name().toLowerCase(Locale.ROOT));
        view.put("health", module.health().name().toLowerCase(Locale.ROOT));
        if (details && module.message() != null) {
            view.put("message", module.message());
        }
        view.put("provides", Map.of("types", module.types(), "ui", module.plugins()));
        return view;
    }
}
