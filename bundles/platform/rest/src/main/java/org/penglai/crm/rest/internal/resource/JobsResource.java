package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
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
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.UndoLedger;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.PercentCoding;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /jobs}: what runs in the background for the caller. */
@Component(service = JobsResource.class)
@Path("/jobs")
public final class JobsResource {
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Jobs jobs;
    private final JobJson jobJson;
    private final Json json;

    @Activate
    public JobsResource(@Reference Jobs jobs, @Reference JobJson jobJson, @Reference Json json) {
        this.jobs = jobs;
        this.jobJson = jobJson;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).caller();
        int limit = ApiRequest.of(request).query().allow(Set.of("limit")).integer("limit", 1, MAX_LIMIT, LIMIT);
        List<Map<String, Object>> items = jobs.list(caller, limit).stream()
                .map(job -> jobJson.view(caller, job))
                .toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("nextCursor", null);
        return Answers.json(json.write(page));
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response read(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return Answers.json(json.write(jobJson.view(caller, find(caller, id))));
    }

    @POST
    @Path("/{id}/actions/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    public Response cancel(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Job job = find(caller, id);
        if (!jobs.cancel(caller, job.id())) {
            throw new Conflict("jobEnded", Localized.of("任务已结束，无法取消。", "The job has ended already."));
        }
        return Answers.json(json.write(jobJson.view(caller, find(caller, id))));
    }

    /** Takes back what the job has written, by another job. */
    @POST
    @Path("/{id}/undo")
    @Produces(MediaType.APPLICATION_JSON)
    public Response undo(@Context HttpServletRequest request, @PathParam("id") String id) throws IOException {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Job job = find(caller, id);
        if (!jobJson.canUndo(job)) {
            throw new Conflict(
                    "nothingToUndo",
                    Localized.of("该任务没有可撤销的内容，或已被撤销。", "There is nothing of the job that could be undone."));
        }
        Localized label =
                Localized.of("撤销：" + job.label().zh(), "Undo: " + job.label().en());
        Map<String, Object> parameters = Map.of(UndoLedger.BATCH, Ids.format(job.id()));
        Job submitted = jobs.submit(caller, new JobRequest(UndoLedger.UNDO, label, parameters), Map.of());
        return Response.status(202)
                .header("Location", JobJson.path(submitted))
                .entity(json.write(jobJson.view(caller, submitted)))
                .build();
    }

    @GET
    @Path("/{id}/files/{name}")
    public Response file(
            @Context HttpServletRequest request, @PathParam("id") String id, @PathParam("name") String name)
            throws IOException {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Job job = find(caller, id);
        InputStream in = jobs.open(caller, job.id(), name)
                .orElseThrow(() -> new NotFound("fileNotFound", Localized.of("文件不存在。", "There is no such file.")));
        StreamingOutput content = out -> {
            try (in) {
                in.transferTo(out);
            }
        };
        return Response.ok(content, name.endsWith(".csv") ? "text/csv" : MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", attachment(name))
                .build();
    }

    /** The name for old clients in plain ASCII, for all others as it is; RFC 6266. */
    static String attachment(String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + PercentCoding.encode(name);
    }

    private Job find(Caller caller, String id) {
        long job = Ids.parse(id);
        return (job < 0 ? java.util.Optional.<Job>empty() : jobs.find(caller, job))
                .orElseThrow(() -> new NotFound("jobNotFound", Localized.of("任务不存在。", "There is no such job.")));
    }
}
