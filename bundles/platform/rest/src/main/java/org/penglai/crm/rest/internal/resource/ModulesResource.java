package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.ext.MessageContext;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/**
 * {@code /modules}: what is installed, and how it is; for those with the right {@code modules} also what could be, what
 * was tried, and changes. A change asks for the caller's password once more.
 */
@Path("/modules")
@Produces(MediaType.APPLICATION_JSON)
public final class ModulesResource {
    private static final String MODULES = ModuleAccess.MODULES;
    private static final String ITEMS = "items";
    private static final Set<String> PLAN = Set.of(MODULES);
    private static final Set<String> CHANGE = Set.of(MODULES, Reauthentication.PASSWORD, Reauthentication.CODE);
    private static final int MOST_CHANGES = 200;
    private static final int CHANGES = 50;

    private final ModuleAccess access;
    private final Records records;
    private final Json json;

    ModulesResource(ModuleAccess access, Records records, Json json) {
        this.access = access;
        this.records = records;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        boolean details = call.caller().may(MODULES);
        call.query().allow(Set.of());
        Modules modules = access.modules();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(
                ITEMS,
                modules.list().stream()
                        .map(module -> ModuleJson.of(modules, module, details))
                        .toList());
        if (details) {
            view.put(
                    "removed",
                    modules.removed().stream()
                            .map(module -> ModuleJson.removed(modules, module))
                            .toList());
        }
        return Answers.json(json.write(view));
    }

    /** The last changes that were tried, newest first. */
    @GET
    @Path("/changes")
    public Response history(@Context HttpServletRequest request) {
        ModuleAccess.manager(request);
        int limit = ApiRequest.of(request).query().allow(Set.of("limit")).integer("limit", 1, MOST_CHANGES, CHANGES);
        return Answers.json(
                json.write(Map.of(ITEMS, ModuleJson.of(access.modules().history(limit), new UserNames(records)))));
    }

    /** {@code {"modules": [{"id", "version"}]}}: what the change would do, and why it could not be done. */
    @POST
    @Path("/plan")
    public Response plan(@Context HttpServletRequest request, InputStream body) {
        ModuleAccess.manager(request);
        ApiRequest.of(request).withoutParameters();
        ModulePlan plan = access.modules()
                .plan(wanted(RecordMerge.known(json.object(body), PLAN).get(MODULES)));
        return Answers.json(json.write(ModuleJson.of(plan)));
    }

    /**
     * A form with {@code file} (a KAR), {@code password} and {@code otp}: takes it into the store and says what running its
     * modules would do. Nothing runs yet: that is a change.
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response stage(@Context HttpServletRequest request, @Context MessageContext context) throws IOException {
        Caller caller = ModuleAccess.manager(request);
        ApiRequest.of(request).withoutParameters();
        try (UploadForm form = UploadForm.read(context, Reauthentication.FIELDS)) {
            access.prove(form.texts(), request);
            ModulePlan plan =
                    ModuleArchivesResource.copied(form, file -> access.modules().stage(caller, form.fileName(), file));
            return Answers.json(json.write(ModuleJson.of(plan)));
        }
    }

    /** {@code {"modules": [{"id", "version"}], "password", "otp"}}: runs them in these versions, all or none. */
    @POST
    @Path("/changes")
    public Response change(@Context HttpServletRequest request, InputStream body) {
        Caller caller = ModuleAccess.manager(request);
        ApiRequest.of(request).withoutParameters();
        Map<String, Object> sent = RecordMerge.known(json.object(body), CHANGE);
        List<ModuleVersion> wanted = wanted(sent.get(MODULES));
        access.prove(sent, request);
        Modules modules = access.modules();
        List<Map<String, Object>> items = modules.change(caller, wanted).stream()
                .map(module -> ModuleJson.of(modules, module, true))
                .toList();
        return Answers.json(json.write(Map.of(ITEMS, items)));
    }

    /** {@code {"password", "otp"}}: the next five minutes go without them. */
    @POST
    @Path("/proof")
    public Response prove(@Context HttpServletRequest request, InputStream body) {
        ModuleAccess.manager(request);
        ApiRequest.of(request).withoutParameters();
        access.prove(RecordMerge.known(json.object(body), Reauthentication.FIELDS), request);
        return Response.noContent().build();
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
}
