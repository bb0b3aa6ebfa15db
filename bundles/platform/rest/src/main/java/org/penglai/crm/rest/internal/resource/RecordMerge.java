package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
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
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/actions/merge}: several records that are the same become one; with {@code dryRun} it only counts what would move. */
@Component(service = RecordMerge.class)
@Path("/{type}/{id}/actions/merge")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordMerge {
    private static final Set<String> MERGE = Set.of("with", "values", "dryRun");

    private final Types types;
    private final Merges merges;
    private final Preconditions preconditions;
    private final Json json;

    @Activate
    public RecordMerge(
            @Reference Types types,
            @Reference Merges merges,
            @Reference Preconditions preconditions,
            @Reference Json json) {
        this.types = types;
        this.merges = merges;
        this.preconditions = preconditions;
        this.json = json;
    }

    @POST
    public Response merge(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        long kept = RecordAnswers.id(id);
        Map<String, Object> sent = known(json.object(body), MERGE);
        List<Long> others = others(sent.get("with"));
        Map<String, Long> from = from(sent.get("values"));
        if (dryRun(sent.get("dryRun"))) {
            return Answers.json(json.write(view(merges.preview(caller, type, kept, others))));
        }
        Merges.Merged merged = preconditions.write(
                caller, type, kept, ifMatch, expected -> merges.merge(caller, type, kept, expected, others, from));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("merge", Ids.format(merged.id()));
        view.put("id", id);
        view.put("version", merged.version());
        view.put("moved", merged.moved());
        return Answers.json(json.write(view));
    }

    private static boolean dryRun(Object sent) {
        if (sent == null || sent instanceof Boolean) {
            return Boolean.TRUE.equals(sent);
        }
        throw new Invalid(Violation.of("dryRun", "wrongType", "应为 true 或 false。", "Must be true or false."));
    }

    private static Map<String, Object> view(Merges.Preview preview) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("moving", preview.moving());
        view.put("hidden", preview.hidden());
        return view;
    }

    static Map<String, Object> known(Map<String, Object> sent, Set<String> members) {
        for (String member : sent.keySet()) {
            if (!members.contains(member)) {
                throw new Invalid(Violation.of(member, "unknownField", "没有这个字段。", "There is no such field."));
            }
        }
        return sent;
    }

    private static List<Long> others(Object sent) {
        if (!(sent instanceof List<?> list)) {
            throw new Invalid(Violation.of("with", "wrongType", "应为记录编号的列表。", "Must be a list of ids."));
        }
        List<Long> ids = new ArrayList<>();
        list.forEach(each -> ids.add(id("with", each)));
        return ids;
    }

    private static Map<String, Long> from(Object sent) {
        if (sent == null) {
            return Map.of();
        }
        if (!(sent instanceof Map<?, ?> values)) {
            throw new Invalid(Violation.of("values", "wrongType", "应为对象。", "Must be an object."));
        }
        Map<String, Long> from = new LinkedHashMap<>();
        values.forEach((field, id) -> from.put(String.valueOf(field), id("values." + field, id)));
        return from;
    }

    static long id(String member, Object sent) {
        long id = sent instanceof String text ? Ids.parse(text) : -1;
        if (id < 0) {
            throw new Invalid(Violation.of(member, "wrongType", "应为记录编号。", "Must be a record's id."));
        }
        return id;
    }
}
