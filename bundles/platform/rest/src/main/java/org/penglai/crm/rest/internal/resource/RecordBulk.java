package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/bulk}: one thing done to many records, as a job. What is wrong with it as a whole is told at once. */
@Component(service = RecordBulk.class)
@Path("/{type}/bulk")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordBulk {
    private final Types types;
    private final RecordQueries queries;
    private final RecordWrites writes;
    private final Jobs jobs;
    private final JobJson jobJson;
    private final Json json;

    @Activate
    public RecordBulk(
            @Reference Types types,
            @Reference RecordQueries queries,
            @Reference RecordWrites writes,
            @Reference Jobs jobs,
            @Reference JobJson jobJson,
            @Reference Json json) {
        this.types = types;
        this.queries = queries;
        this.writes = writes;
        this.jobs = jobs;
        this.jobJson = jobJson;
        this.json = json;
    }

    @POST
    public Response submit(@Context HttpServletRequest request, @PathParam("type") String name, InputStream body)
            throws IOException {
        Caller caller = ApiRequest.of(request).caller();
        StoredType type = types.get(name);
        ApiRequest.of(request).query().allow(Set.of());
        BulkForm form = BulkForm.of(type, json.object(body));
        if (!caller.may(name + ":" + form.right())) {
            throw new Forbidden("forbidden", Localized.of("没有权限。", "You may not do that."));
        }
        check(caller, name, form);
        Job job = jobs.submit(caller, new JobRequest("bulk", form.label(), form.parameters()), Map.of());
        return Response.status(202)
                .header("Location", JobJson.path(job))
                .entity(json.write(jobJson.view(caller, job)))
                .build();
    }

    /** What would go wrong with every record is no matter for a job. */
    private void check(Caller caller, String type, BulkForm form) {
        if (form.parameters().get("filter") instanceof String filter) {
            String q = (String) form.parameters().get("q");
            queries.list(
                    caller,
                    new ListRequest(type, filter, q, "", List.of("id"), 1, "", Count.NONE),
                    OutputStream.nullOutputStream());
        }
        if (!form.values().isEmpty()) {
            List<Violation> problems = writes.check(caller, new RecordChange.Update(type, 0, null, form.values()));
            if (!problems.isEmpty()) {
                throw new Invalid(problems);
            }
        }
    }
}
