package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.DuplicateGroups;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/duplicates}: groups of records that look alike, the search for them, and what was said of them. */
@Component(service = RecordDuplicateGroups.class)
@Path("/{type}/duplicates")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordDuplicateGroups {
    private static final int LIMIT = 20;
    private static final int MAX_LIMIT = 200;
    private static final int MOST = 100;
    private static final Set<String> MEMBERS = Set.of("ids");

    private final Types types;
    private final DuplicateGroups groups;
    private final Jobs jobs;
    private final JobJson jobJson;
    private final Json json;

    @Activate
    public RecordDuplicateGroups(
            @Reference Types types,
            @Reference DuplicateGroups groups,
            @Reference Jobs jobs,
            @Reference JobJson jobJson,
            @Reference Json json) {
        this.types = types;
        this.groups = groups;
        this.jobs = jobs;
        this.jobJson = jobJson;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request, @PathParam("type") String type) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("limit", "cursor"));
        int limit = query.integer("limit", 1, MAX_LIMIT, LIMIT);
        DuplicateGroups.Page page = groups.list(caller, type, query.text("cursor", ""), limit);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(
                "items", page.groups().stream().map(RecordDuplicateGroups::view).toList());
        view.put("nextCursor", page.next());
        view.put("searchedAt", page.searchedAt());
        return Answers.json(json.write(view));
    }

    /** Searches the whole type anew, as a job. */
    @POST
    public Response search(@Context HttpServletRequest request, @PathParam("type") String name) throws IOException {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        StoredType type = types.get(name);
        if (!type.has(Trait.DUPLICATES)) {
            throw new NotFound(
                    "noDuplicates", Localized.of("这类记录没有查重。", "Records of this type are not checked for duplicates."));
        }
        if (!caller.may(name + ":update")) {
            throw new Forbidden("missingPermission", Localized.of("没有权限。", "You may not do that."));
        }
        Localized label = Localized.of(
                "查找重复的" + type.label().zh(), "Find duplicate " + type.plural().en());
        Job job = jobs.submit(
                caller, new JobRequest(DuplicateGroups.JOB, label, Map.of(DuplicateGroups.TYPE, name)), Map.of());
        return Response.status(202)
                .header("Location", JobJson.path(job))
                .entity(json.write(jobJson.view(caller, job)))
                .build();
    }

    @POST
    @Path("/distinct")
    public Response distinct(@Context HttpServletRequest request, @PathParam("type") String type, InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        Object sent = RecordMerge.known(json.object(body), MEMBERS).get("ids");
        Set<Long> ids = new LinkedHashSet<>();
        if (sent instanceof List<?> list) {
            list.forEach(each -> ids.add(RecordMerge.id("ids", each)));
        }
        if (ids.size() < 2 || ids.size() > MOST) {
            throw new Invalid(Violation.of(
                    "ids", "badIds", "应为 2 到 " + MOST + " 条记录的编号。", "Must be the ids of 2 to " + MOST + " records."));
        }
        groups.distinct(caller, type, ids);
        return Response.noContent().build();
    }

    private static Map<String, Object> view(DuplicateGroups.Group group) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("score", group.score());
        view.put(
                "records",
                group.members().stream().map(RecordDuplicateGroups::view).toList());
        return view;
    }

    private static Map<String, Object> view(DuplicateGroups.Member member) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(member.id()));
        view.put("title", member.title());
        view.put("owner", member.owner());
        view.put("updatedAt", member.updatedAt());
        view.put("reasons", member.reasons());
        return view;
    }
}
