package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/merges}: merges into the record that the caller can take back. */
@Component(service = RecordMerges.class)
@Path("/{type}/{id}/merges")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordMerges {
    private final Types types;
    private final Merges merges;
    private final RecordReader records;
    private final Json json;

    @Activate
    public RecordMerges(
            @Reference Types types, @Reference Merges merges, @Reference Records records, @Reference Json json) {
        this.types = types;
        this.merges = merges;
        this.records = records;
        this.json = json;
    }

    @GET
    public Response list(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        List<Map<String, Object>> items = merges.merges(caller, type, RecordAnswers.id(id)).stream()
                .map(this::view)
                .toList();
        return Answers.json(json.write(Map.of("items", items)));
    }

    private Map<String, Object> view(Merges.Past past) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("merge", Ids.format(past.id()));
        view.put("at", past.at());
        view.put("by", named(past.by(), name(past.by())));
        view.put(
                "records",
                past.records().stream()
                        .map(gone -> named(gone.id(), gone.title()))
                        .toList());
        return view;
    }

    private String name(long user) {
        return records.find(Caller.system(), "users", user)
                .map((RecordSnapshot found) -> found.text("name"))
                .orElse("");
    }

    private static Map<String, Object> named(long id, String title) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(id));
        view.put("title", title);
        return view;
    }
}
