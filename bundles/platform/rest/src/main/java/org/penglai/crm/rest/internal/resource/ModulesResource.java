package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.operation.Readiness;
import org.penglai.crm.security.spi.SignIn;

/**
 * {@code /modules}: what is installed, and how it is; for those with the right {@code modules} also what could be, what
 * was tried, and changes. A change asks for the caller's password once more.
 */
@Component(service = ModulesResource.class)
@Path("/modules")
@Produces(MediaType.APPLICATION_JSON)
public final class ModulesResource {
    private static final String MODULES = "modules";
    private static final Set<String> PLAN = Set.of(MODULES);
    private static final Set<String> CHANGE = Set.of(MODULES, Reauthentication.PASSWORD, Reauthentication.CODE);
    private static final String DATA = "data";
    private static final String PURGE = "purge";
    private static final Set<String> REMOVAL = Set.of(DATA, Reauthentication.PASSWORD, Reauthentication.CODE);
    private static final int MOST_CHANGES = 200;
    private static final int CHANGES = 50;

    private final Readiness readiness;
    private final Reauthentication reauthentication;
    private final Json json;

    @Activate
    public ModulesResource(@Reference Readiness readiness, @Reference SignIn signIn, @Reference Json json) {
        this.readiness = readiness;
        this.reauthentication = new Reauthentication(signIn);
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        boolean details = call.caller().may(MODULES);
        call.query().allow(Set.of());
        Modules modules = modules();
        List<Map<String, Object>> items =
                modules.list().stream().map(module -> view(module, details)).toList();
        if (details) {
            items.forEach(item -> item.put("versions", modules.versions((String) item.get("id"))));
        }
        return Answers.json(json.write(Map.of("items", items)));
    }

    /** The last changes that were tried, newest first. */
    @GET
    @Path("/changes")
    public Response history(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        requireRight(call.caller());
        int limit = call.query().allow(Set.of("limit")).integer("limit", 1, MOST_CHANGES, CHANGES);
        List<Map<String, Object>> items =
                modules().history(limit).stream().map(ModulesResource::view).toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    /** {@code {"modules": [{"id", "version"}]}}: what the change would do, and why it could not be done. */
    @POST
    @Path("/plan")
    public Response plan(@Context HttpServletRequest request, InputStream body) {
        requireRight(ApiRequest.of(request).withoutParameters().caller());
        ModulePlan plan =
                modules().plan(wanted(RecordMerge.known(json.object(body), PLAN).get(MODULES)));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("steps", plan.steps().stream().map(ModulesResource::view).toList());
        view.put("possible", plan.problem() == null);
        if (plan.problem() != null) {
            view.put("problem", plan.problem());
        }
        return Answers.json(json.write(view));
    }

    /** {@code {"modules": [{"id", "version"}], "password", "otp"}}: runs them in these versions, all or none. */
    @POST
    @Path("/changes")
    public Response change(@Context HttpServletRequest request, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        requireRight(caller);
        Map<String, Object> sent = RecordMerge.known(json.object(body), CHANGE);
        List<ModuleVersion> wanted = wanted(sent.get(MODULES));
        reauthentication.require(caller, sent, request);
        List<Map<String, Object>> items = modules().change(caller, wanted).stream()
                .map(module -> view(module, true))
                .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    /** {@code {"data": "keep" or "purge", "password", "otp"}}: removes the module; its data stay, or go with it. */
    @POST
    @Path("/{id}/actions/uninstall")
    public Response uninstall(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        requireRight(caller);
        Map<String, Object> sent = RecordMerge.known(json.object(body), REMOVAL);
        Object data = sent.getOrDefault(DATA, "keep");
        if (!Set.of("keep", PURGE).contains(data)) {
            throw new Invalid(Violation.of(DATA, "unknownOption", "应为 keep 或 purge。", "Must be keep or purge."));
        }
        reauthentication.require(caller, sent, request);
        if (PURGE.equals(data)) {
            modules().purge(caller, id);
        } else {
            modules().uninstall(caller, id);
        }
        return Response.noContent().build();
    }

    private Modules modules() {
        return readiness.service().orElseThrow(NotYet::starting);
    }

    private static List<ModuleVersion> wanted(Object sent) {
        List<ModuleVersion> wanted = new ArrayList<>();
        if (sent instanceof List<?> list) {
            for (Object each : list) {
                if (!(each instanceof Map<?, ?> module)
                        || !(module.get("id") instanceof String id)
                        || !(module.get("version") == null || module.get("version") instanceof String)) {
                    throw wrong();
                }
                wanted.add(new ModuleVersion(id, (String) module.get("version")));
            }
        }
        if (wanted.isEmpty()) {
            throw wrong();
        }
        return wanted;
    }

    private static Invalid wrong() {
        return new Invalid(Violation.of(
                MODULES, "wrongType", "应为 [{\"id\", \"version\"}]。", "Must be a list of objects with id and version."));
    }

    private static void requireRight(Caller caller) {
        if (!caller.may(MODULES)) {
            throw new Forbidden(
                    "missingPermission", Localized.of("您没有管理模块的权限。", "You lack the right to manage modules."));
        }
    }

    private static Map<String, Object> view(ModulePlan.Step step) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", step.id());
        view.put("from", step.from());
        view.put("to", step.to());
        return view;
    }

    private static Map<String, Object> view(ModuleChange change) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", change.at());
        view.put("by", Ids.format(change.userId()));
        view.put(MODULES, change.modules());
        view.put("outcome", change.outcome().code());
        if (change.reason() != null) {
            view.put("reason", change.reason());
        }
        view.put("milliseconds", change.milliseconds());
        return view;
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
