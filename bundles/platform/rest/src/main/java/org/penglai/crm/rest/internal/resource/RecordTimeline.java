package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Timelines;
import org.penglai.crm.records.spi.Timelines.FieldChange;
import org.penglai.crm.records.spi.Timelines.Item;
import org.penglai.crm.records.spi.Timelines.Page;
import org.penglai.crm.records.spi.Timelines.Person;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/timeline} and {@code /history}: what happened around a record, and what was changed in it. */
@Component(service = RecordTimeline.class)
@Path("/{type}/{id}/{feed: timeline|history}")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordTimeline {
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Types types;
    private final Timelines timelines;
    private final Attachments attachments;
    private final Json json;

    @Activate
    public RecordTimeline(
            @Reference Types types,
            @Reference Timelines timelines,
            @Reference Attachments attachments,
            @Reference Json json) {
        this.types = types;
        this.timelines = timelines;
        this.attachments = attachments;
        this.json = json;
    }

    @GET
    public Response read(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("feed") String feed) {
        ApiRequest call = ApiRequest.of(request);
        types.get(type);
        boolean history = feed.equals("history");
        QueryParameters query =
                call.query().allow(history ? Set.of("limit", "cursor") : Set.of("limit", "cursor", "kinds"));
        Set<String> kinds = history
                ? Set.of(Timelines.CREATED, Timelines.CHANGE)
                : new HashSet<>(RecordCollection.names(query.text("kinds", "")));
        Timelines.Request page =
                new Timelines.Request(query.integer("limit", 1, MAX_LIMIT, LIMIT), query.text("cursor", ""), kinds);
        Page read = timelines.read(call.caller(), type, RecordAnswers.id(id), page);
        return Answers.json(json.write(view(read, history ? Map.of() : files(call.caller(), type, read))));
    }

    /** What hangs on the records of the page's items, such as the photos of a visit; not what hangs on the record itself. */
    private Map<RecordLink, List<Attachments.Attachment>> files(Caller caller, String own, Page page) {
        Map<String, Set<Long>> shown = new LinkedHashMap<>();
        page.items().stream()
                .filter(item -> item.type() != null && !item.type().equals(own))
                .forEach(item -> shown.computeIfAbsent(item.type(), type -> new HashSet<>())
                        .add(item.recordId()));
        Map<RecordLink, List<Attachments.Attachment>> found = new HashMap<>();
        shown.forEach((type, ids) -> attachments.of(caller, type, ids).forEach(file -> found.computeIfAbsent(
                        new RecordLink(type, file.recordId()), record -> new ArrayList<>())
                .add(file)));
        return found;
    }

    private static Map<String, Object> view(Page page, Map<RecordLink, List<Attachments.Attachment>> files) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(
                "items",
                page.items().stream()
                        .map(item -> {
                            Map<String, Object> one = view(item);
                            List<Attachments.Attachment> own = item.type() == null
                                    ? null
                                    : files.get(new RecordLink(item.type(), item.recordId()));
                            if (own != null) {
                                one.put("files", files(own));
                            }
                            return one;
                        })
                        .toList());
        view.put("nextCursor", page.nextCursor());
        return view;
    }

    private static Map<String, Object> view(Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(item.id()));
        view.put("kind", item.kind());
        view.put("at", item.at());
        view.put("by", item.by() == null ? null : view(item.by()));
        view.put("type", item.type());
        view.put("recordId", Ids.format(item.recordId()));
        view.put("title", item.title());
        view.put("text", item.text());
        view.put("changes", item.changes() == null ? null : changes(item.changes()));
        view.put("data", item.data());
        return view;
    }

    private static List<Map<String, Object>> files(List<Attachments.Attachment> files) {
        return files.stream()
                .map(file -> Map.<String, Object>of(
                        "id", Ids.format(file.id()),
                        "name", file.name(),
                        "size", file.size(),
                        "mediaType", file.mediaType(),
                        "createdAt", file.createdAt()))
                .toList();
    }

    private static Map<String, Object> view(Person person) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(person.id()));
        view.put("title", person.title());
        return view;
    }

    private static List<Map<String, Object>> changes(List<FieldChange> changes) {
        return changes.stream()
                .map(change -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("field", change.field());
                    view.put("label", change.label());
                    view.put("before", change.before());
                    view.put("after", change.after());
                    view.put("beforeText", change.beforeText());
                    view.put("afterText", change.afterText());
                    return view;
                })
                .toList();
    }
}
