package org.penglai.crm.rest.internal.resource;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}}: lists and creates records of any type. */
@Component(service = RecordCollection.class)
@Path("/{type}")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordCollection {
    private static final Set<String> PARAMETERS = Set.of("filter", "q", "sort", "fields", "limit", "cursor", "count");
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Types types;
    private final RecordQueries queries;
    private final RecordCreation creation;
    private final Json json;

    @Activate
    public RecordCollection(
            @Reference Types types,
            @Reference RecordQueries queries,
            @Reference RecordCreation creation,
            @Reference Json json) {
        this.types = types;
        this.queries = queries;
        this.creation = creation;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request, @PathParam("type") String type) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        QueryParameters query = ApiRequest.of(request).query().allow(PARAMETERS);
        ListRequest list = new ListRequest(
                type,
                query.text("filter", ""),
                query.text("q", ""),
                query.text("sort", ""),
                names(query.text("fields", "")),
                query.integer("limit", 1, MAX_LIMIT, LIMIT),
                query.text("cursor", ""),
                count(query.text("count", "estimate")));
        // A page is small; written to memory first, a failure half-way is still a proper problem.
        ByteArrayOutputStream page = new ByteArrayOutputStream(16_384);
        queries.list(caller, list, page);
        return Answers.json(page.toByteArray());
    }

    @POST
    public Response create(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @HeaderParam("Idempotency-Key") String key,
            InputStream body) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        ApiRequest.of(request).query().allow(Set.of());
        return creation.create(caller, type, json.object(body), key);
    }

    static List<String> names(String list) {
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(",")).map(String::trim).toList();
    }

    private static Count count(String text) {
        for (Count count : Count.values()) {
            if (count.name().toLowerCase(Locale.ROOT).equals(text)) {
                return count;
            }
        }
        throw QueryParameters.bad(
                "count", "unknownValue", "应为 none、estimate 或 exact。", "Must be none, estimate or exact.");
    }
}
