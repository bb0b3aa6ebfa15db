package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.JsonRecord;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}}: one record of any type. */
@Component(service = RecordItem.class)
@Path("/{type}/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordItem {
    private final Types types;
    private final RecordQueries queries;
    private final RecordWrites writes;
    private final Preconditions preconditions;
    private final RecordAnswers answers;
    private final Json json;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile Merges merges;

    @Activate
    public RecordItem(
            @Reference Types types,
            @Reference RecordQueries queries,
            @Reference RecordWrites writes,
            @Reference Preconditions preconditions,
            @Reference RecordAnswers answers,
            @Reference Json json) {
        this.types = types;
        this.queries = queries;
        this.writes = writes;
        this.preconditions = preconditions;
        this.answers = answers;
        this.json = json;
    }

    @GET
    public Response read(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        Caller caller = begin(request, type);
        JsonRecord found = find(caller, type, RecordAnswers.id(id));
        EntityTags known = EntityTags.parse(ifNoneMatch);
        return known != null && known.matches(found.etag())
                ? Answers.notModified(found.etag())
                : Answers.record(200, found);
    }

    @PATCH
    public Response update(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            InputStream body) {
        Caller caller = begin(request, type);
        long record = RecordAnswers.id(id);
        Map<String, Object> values = json.object(body);
        RecordSnapshot after = preconditions.write(caller, type, record, ifMatch, expected -> writes.apply(
                        caller, List.of(new RecordChange.Update(type, record, expected, values)))
                .get(0));
        return answers.written(200, caller, type, record, after.version());
    }

    @DELETE
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch) {
        Caller caller = begin(request, type);
        long record = RecordAnswers.id(id);
        preconditions.write(
                caller,
                type,
                record,
                ifMatch,
                expected -> writes.apply(caller, List.of(new RecordChange.Delete(type, record, expected))));
        return Response.noContent().build();
    }

    @POST
    @Path("/restore")
    public Response restore(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        Caller caller = begin(request, type);
        long record = RecordAnswers.id(id);
        RecordSnapshot after = writes.restore(caller, type, record);
        return answers.written(200, caller, type, record, after.version());
    }

    @POST
    @Path("/actions/{action}")
    public Response act(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("action") String action,
            @HeaderParam("If-Match") String ifMatch,
            InputStream body) {
        Caller caller = begin(request, type);
        long record = RecordAnswers.id(id);
        Map<String, Object> arguments = optionalObject(body);
        RecordSnapshot after = preconditions.write(
                caller,
                type,
                record,
                ifMatch,
                expected -> writes.act(caller, type, record, action, expected, arguments));
        return answers.written(200, caller, type, record, after == null ? 0 : after.version());
    }

    /** Of a record that was merged into another one it is said where it went. */
    private JsonRecord find(Caller caller, String type, long id) {
        try {
            return queries.read(caller, type, id);
        } catch (NotFound missing) {
            Merges present = merges;
            OptionalLong kept = present == null ? OptionalLong.empty() : present.mergedInto(type, id);
            if (kept.isEmpty()) {
                throw missing;
            }
            // Whoever may not see that one learns nothing.
            queries.read(caller, type, kept.getAsLong());
            throw new MergedAway(kept.getAsLong());
        }
    }

    private Caller begin(HttpServletRequest request, String type) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        ApiRequest.of(request).query().allow(Set.of());
        return caller;
    }

    /** An action without arguments needs no body. */
    private Map<String, Object> optionalObject(InputStream body) {
        if (body == null) {
            return Map.of();
        }
        try {
            PushbackInputStream in = new PushbackInputStream(body);
            int first = in.read();
            if (first < 0) {
                return Map.of();
            }
            in.unread(first);
            return json.object(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
