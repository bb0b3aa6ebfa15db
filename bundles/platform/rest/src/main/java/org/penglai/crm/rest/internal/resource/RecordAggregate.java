package org.penglai.crm.rest.internal.resource;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
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
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;

/** {@code /{type}/aggregate}: counts and sums for boards, charts and reports. */
@Component(service = RecordAggregate.class)
@Path("/{type}/aggregate")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordAggregate {
    private final Types types;
    private final RecordQueries queries;

    @Activate
    public RecordAggregate(@Reference Types types, @Reference RecordQueries queries) {
        this.types = types;
        this.queries = queries;
    }

    @GET
    public Response aggregate(@Context HttpServletRequest request, @PathParam("type") String type) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("group", "measure", "filter", "q"));
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        queries.aggregate(
                caller,
                new AggregateRequest(
                        type,
                        query.text("filter", ""),
                        query.text("q", ""),
                        RecordCollection.names(query.text("group", "")),
                        RecordCollection.names(query.text("measure", "count"))),
                rows);
        return Answers.json(rows.toByteArray());
    }
}
