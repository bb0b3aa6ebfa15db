package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.work.spi.Series;

/**
 * {@code /calendar/{type}/{id}}: changes to one occurrence of a series, to it and those that follow, or to all. The answer
 * says what to send to {@code /{type}/batch} to take the change back.
 */
@Component(service = SeriesResource.class)
@Path("/calendar/{type}/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class SeriesResource {
    private static final Set<String> MEMBERS = Set.of("occurrence", "scope", "values");
    private static final Set<String> REFERENCES = Set.of("series", "continues", "owner");

    private final Series series;
    private final Json json;

    @Activate
    public SeriesResource(@Reference Series series, @Reference Json json) {
        this.series = series;
        this.json = json;
    }

    @POST
    @Path("/change")
    public Response change(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> given = members(body);
        Map<String, Object> values = new LinkedHashMap<>();
        if (given.get("values") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put((String) name, value));
        }
        return answer(series.change(caller, type, Ids.parse(id), occurrence(given), scope(given), values));
    }

    @POST
    @Path("/remove")
    public Response remove(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        Map<String, Object> given = members(body);
        return answer(series.remove(caller, type, Ids.parse(id), occurrence(given), scope(given)));
    }

    private Map<String, Object> members(InputStream body) {
        Map<String, Object> given = json.object(body);
        given.keySet().stream().filter(name -> !MEMBERS.contains(name)).forEach(name -> {
            throw new Invalid(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member."));
        });
        return given;
    }

    private static Instant occurrence(Map<String, Object> given) {
        try {
            return OffsetDateTime.parse(String.valueOf(given.get("occurrence"))).toInstant();
        } catch (DateTimeException wrong) {
            throw new Invalid(Violation.of(
                    "occurrence",
                    "wrongType",
                    "应为 ISO 8601 时间，例如 2026-03-01T00:00:00Z。",
                    "Must be a time such as 2026-03-01T00:00:00Z."));
        }
    }

    private static Series.Scope scope(Map<String, Object> given) {
        return Stream.of(Series.Scope.values())
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(given.get("scope")))
                .findFirst()
                .orElseThrow(() -> new Invalid(Violation.of(
                        "scope", "unknownValue", "应为 one、following 或 all。", "Must be one, following or all.")));
    }

    private Response answer(Series.Done done) {
        List<Object> operations = new ArrayList<>();
        done.undo().forEach(change -> operations.add(operation(change)));
        Map<String, Object> undo = new LinkedHashMap<>();
        undo.put("operations", operations);
        undo.put("restore", done.restore().stream().map(Ids::format).toList());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", done.id() == null ? null : Ids.format(done.id()));
        answer.put("undo", undo);
        return Answers.json(json.write(answer));
    }

    /** As {@code /{type}/batch} takes it. */
    private static Map<String, Object> operation(RecordChange change) {
        Map<String, Object> operation = new LinkedHashMap<>();
        if (change instanceof RecordChange.Update update) {
            operation.put("op", "update");
            operation.put("id", Ids.format(update.id()));
            Map<String, Object> values = new LinkedHashMap<>();
            update.values().forEach((name, value) -> values.put(name, plain(name, value)));
            operation.put("values", values);
        } else if (change instanceof RecordChange.Delete delete) {
            operation.put("op", "delete");
            operation.put("id", Ids.format(delete.id()));
        }
        return operation;
    }

    private static Object plain(String name, Object value) {
        if (value instanceof Long id && REFERENCES.contains(name)) {
            return Ids.format(id);
        }
        return value instanceof List<?> list
                ? list.stream().map(SeriesResource::link).collect(Collectors.toList())
                : value;
    }

    private static Object link(Object each) {
        return each instanceof RecordLink link ? Map.of("type", link.type(), "id", Ids.format(link.id())) : each;
    }
}
