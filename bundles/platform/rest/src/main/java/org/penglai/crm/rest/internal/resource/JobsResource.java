package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.penglai.crm.rest.internal.http.QueryParameters;
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

    /** What the caller, or for those who see all jobs anybody, has written many at a time, and whether it was taken back. */
    @GET
    @Path("/undo")
    @Produces(MediaType.APPLICATION_JSON)
    public Response ledger(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).caller();
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("limit", "cursor"));
        int limit = query.integer("limit", 1, MAX_LIMIT, LIMIT);
        Long before = query.cursor().orElse(null);
        UndoLedger ledger = jobJson.ledger();
        List<UndoLedger.Batch> found = ledger == null
                ? List.of()
                : ledger.list(caller.may(Jobs.READ) ? null : caller.userId(), before, limit + 1);
        List<UndoLedger.Batch> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "items",
                shown.stream().flatMap(batch -> view(caller, batch).stream()).toList());
        page.put(
                "nextCursor",
                found.size() > limit ? Ids.format(shown.get(limit - 1).job()) : null);
        return Answers.json(json.write(page));
    }

    private Optional<Map<String, Object>> view(Caller caller, UndoLedger.Batch batch) {
        return jobs.find(caller, batch.job()).map(job -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("job", jobJson.view(caller, job));
            view.put(
                    "undoneBy",
                    Optional.ofNullable(batch.undoneBy())
                            .flatMap(id -> jobs.find(caller, id))
                            .map(undo -> jobJson.view(caller, undo))
                            .orElse(null));
            view.put("until", batch.at().plus(UndoLedger.KEPT));
            return view;
        });
    }

    /** Records that stay as they are when the job is taken back, because somebody has written them since. */
    @GET
    @Path("/{id}/undo")
    @Produces(MediaType.APPLICATION_JSON)
    public Response left(@Context HttpServletRequest request, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Job job = find(caller, id);
        UndoLedger ledger = jobJson.ledger();
        List<UndoLedger.Left> left = ledger == null ? List.of() : ledger.left(caller, job.id(), MAX_LIMIT + 1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "items", left.stream().limit(MAX_LIMIT).map(JobsResource::view).toList());
        answer.put("more", left.size() > MAX_LIMIT);
        return Answers.json(json.write(answer));
    }

    private static Map<String, Object> view(UndoLedger.Left left) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", left.type());
        view.put("id", Ids.format(left.id()));
        view.put("title", left.title());
        view.put("reason", left.reason());
        return view;
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
        return (job < 0 ? Optional.<Job>empty() : jobs.find(caller, job))
                .orElseThrow(() -> new NotFound("jobNotFound", Localized.of("任务不存在。", "There is no such job.")));
    }
}
