package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.HashSet;
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
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /modules/{id}/actions}: each asks for the right and, unless they were given a moment ago, password and code. */
@Path("/modules/{id}/actions")
@Produces(MediaType.APPLICATION_JSON)
public final class ModuleActionsResource {
    private static final String DATA = "data";
    private static final String KEEP = "keep";
    private static final String EXPORT = "export";
    private static final String PURGE = "purge";

    private final ModuleAccess access;
    private final Json json;

    ModuleActionsResource(ModuleAccess access, Json json) {
        this.access = access;
        this.json = json;
    }

    @POST
    @Path("/start")
    public Response start(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = begin(request, body, Set.of());
        return answer(access.modules(), access.modules().start(caller, id).id());
    }

    @POST
    @Path("/stop")
    public Response stop(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = begin(request, body, Set.of());
        return answer(access.modules(), access.modules().stop(caller, id).id());
    }

    /** Runs the version again that ran before. */
    @POST
    @Path("/rollback")
    public Response rollback(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = begin(request, body, Set.of());
        return answer(access.modules(), access.modules().rollback(caller, id).id());
    }

    /** {@code {"data": "keep", "export" or "purge"}}: removes the module; its data stay, go into an archive, or go. */
    @POST
    @Path("/uninstall")
    public Response uninstall(@Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        Caller caller = ModuleAccess.manager(request);
        Map<String, Object> sent = sent(request, body, Set.of(DATA));
        Object data = sent.getOrDefault(DATA, KEEP);
        if (!(data instanceof String way) || !Set.of(KEEP, EXPORT, PURGE).contains(way)) {
            throw new Invalid(
                    Violation.of(DATA, "unknownOption", "应为 keep、export 或 purge。", "Must be keep, export or purge."));
        }
        access.prove(sent, request);
        if (EXPORT.equals(data)) {
            java.nio.file.Path archive = access.modules().export(caller, id);
            return Answers.json(
                    json.write(Map.of("archive", archive.getFileName().toString())));
        }
        if (PURGE.equals(data)) {
            access.modules().purge(caller, id);
        } else {
            access.modules().uninstall(caller, id);
        }
        return Response.noContent().build();
    }

    private Caller begin(HttpServletRequest request, InputStream body, Set<String> fields) {
        Caller caller = ModuleAccess.manager(request);
        access.prove(sent(request, body, fields), request);
        return caller;
    }

    private Map<String, Object> sent(HttpServletRequest request, InputStream body, Set<String> fields) {
        ApiRequest.of(request).withoutParameters();
        Set<String> known = new HashSet<>(fields);
        known.addAll(Reauthentication.FIELDS);
        return RecordMerge.known(json.object(body), known);
    }

    private Response answer(Modules modules, String id) {
        return Answers.json(json.write(ModuleJson.of(
                modules,
                modules.find(id).orElseThrow(() -> new NotFound("unknownModule", ModuleJson.unknown(id))),
                true)));
    }
}
