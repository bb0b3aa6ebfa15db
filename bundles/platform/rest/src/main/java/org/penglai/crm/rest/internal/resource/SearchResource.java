package org.penglai.crm.rest.internal.resource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.search.spi.Search;

/** {@code /search}: records of all types that the caller may see. */
@Component(service = SearchResource.class)
@Path("/search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
    private static final int LIMIT = 20;
    private static final int MAX_LIMIT = 50;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile Search search;

    private final Json json;

    @Activate
    public SearchResource(@Reference Json json) {
        this.json = json;
    }

    @GET
    public Response find(@Context HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        QueryParameters query = call.query().allow(Set.of("q", "types", "limit"));
        Search present = search;
        if (present == null) {
            throw new Unavailable(
                    "searchUnavailable",
                    Localized.of("搜索暂不可用，请稍后再试。", "Search is not available now; try again later."),
                    Duration.ofSeconds(5));
        }
        List<Map<String, Object>> items = present
                .find(
                        call.caller(),
                        query.text("q", ""),
                        RecordCollection.names(query.text("types", "")),
                        query.integer("limit", 1, MAX_LIMIT, LIMIT))
                .stream()
                .map(SearchResource::view)
                .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    private static Map<String, Object> view(Search.Hit hit) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", hit.type());
        view.put("id", Ids.format(hit.id()));
        view.put("title", hit.title());
        view.put("subtitle", hit.subtitle());
        view.put("matched", hit.matched());
        return view;
    }
}
