package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
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
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.privacy.spi.Persons;
import org.penglai.crm.privacy.spi.Persons.Erasure;
import org.penglai.crm.privacy.spi.Persons.Preview;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /privacy}: what is held of a person, handed out or erased; for those with the right {@code privacy}. */
@Component(service = PrivacyResource.class)
@Path("/privacy")
@Produces(MediaType.APPLICATION_JSON)
public final class PrivacyResource {
    private static final int LIMIT = 200;
    private static final Set<String> ERASE = Set.of("reason", "confirmation");

    private final Persons persons;
    private final Jobs jobs;
    private final Json json;

    @Activate
    public PrivacyResource(@Reference Persons persons, @Reference Jobs jobs, @Reference Json json) {
        this.persons = persons;
        this.jobs = jobs;
        this.json = json;
    }

    /** What an erasure would take; {@code title} is what has to be said to confirm it. */
    @GET
    @Path("/persons/{type}/{id}")
    public Response preview(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return Answers.json(json.write(view(persons.preview(caller, type, RecordAnswers.id(id)))));
    }

    /** Starts a job that leaves everything that is held of the person as a file. */
    @POST
    @Path("/persons/{type}/{id}/export")
    public Response export(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id)
            throws IOException {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        persons.preview(caller, type, RecordAnswers.id(id));
        Job job = jobs.submit(
                caller,
                new JobRequest(
                        "personExport",
                        Localized.of("导出个人信息", "Export what is held of a person"),
                        Map.of("type", type, "id", id)),
                Map.of());
        return Response.accepted(json.write(Map.of("id", Ids.format(job.id()))))
                .location(java.net.URI.create("/api/v1/jobs/" + Ids.format(job.id())))
                .build();
    }

    /** {@code {"reason", "confirmation"}}: erases the person for good. */
    @POST
    @Path("/persons/{type}/{id}/erase")
    public Response erase(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> sent = RecordMerge.known(json.object(body), ERASE);
        return Answers.json(json.write(view(persons.erase(
                caller, type, RecordAnswers.id(id), text(sent.get("reason")), text(sent.get("confirmation"))))));
    }

    @GET
    @Path("/erasures")
    public Response erasures(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return Answers.json(json.write(Map.of(
                "items",
                persons.erasures(caller, LIMIT).stream()
                        .map(PrivacyResource::view)
                        .toList())));
    }

    private static String text(Object sent) {
        return sent instanceof String text ? text : null;
    }

    private static Map<String, Object> view(Preview preview) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", preview.type());
        view.put("id", Ids.format(preview.id()));
        view.put("title", preview.title());
        view.put("fields", preview.fields());
        view.put("owned", preview.owned());
        view.put("shared", preview.shared());
        view.put("attachments", preview.attachments());
        return view;
    }

    private static Map<String, Object> view(Erasure erasure) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", erasure.type());
        view.put("id", Ids.format(erasure.id()));
        view.put("at", erasure.at());
        view.put("by", erasure.by() == 0 ? null : Ids.format(erasure.by()));
        view.put("reason", erasure.reason());
        return view;
    }
}
