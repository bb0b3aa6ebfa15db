package org.penglai.crm.rest.internal.resource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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
import org.penglai.crm.api.calendar.WorkingDays;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.work.spi.Calendar;
import org.penglai.crm.work.spi.CalendarFeeds;

/** {@code /calendar}: occurrences in a window of time, and the secret address for other programs. */
@Component(service = CalendarResource.class)
@Path("/calendar")
@Produces(MediaType.APPLICATION_JSON)
public final class CalendarResource {
    private static final int USERS_AT_ONCE = 20;

    private static final int MOST_DAYS = 400;

    private final Calendar calendar;
    private final CalendarFeeds feeds;
    private final Json json;

    /** Away while its module is swapped: then all days look alike. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile WorkingDays workingDays;

    @Activate
    public CalendarResource(@Reference Calendar calendar, @Reference CalendarFeeds feeds, @Reference Json json) {
        this.calendar = calendar;
        this.feeds = feeds;
        this.json = json;
    }

    @GET
    public Response items(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).caller();
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("from", "to", "users"));
        return Answers.json(json.write(Map.of(
                "items",
                calendar
                        .items(
                                caller,
                                instant(query, "from"),
                                instant(query, "to"),
                                users(caller, query.text("users", "me")))
                        .stream()
                        .map(CalendarResource::view)
                        .toList())));
    }

    /** The days of a window on which nobody works. */
    @GET
    @Path("/days-off")
    public Response daysOff(@Context HttpServletRequest request) {
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("from", "to"));
        LocalDate from = day(query, "from");
        LocalDate to = day(query, "to");
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw QueryParameters.bad(
                    "to", "outOfRange", "结束不能早于开始，最多 400 天。", "Must not be before from, by 400 days at most.");
        }
        WorkingDays known = workingDays;
        return Answers.json(json.write(Map.of(
                "items",
                from.datesUntil(to)
                        .filter(day -> known != null && !known.isWorkingDay(day))
                        .map(LocalDate::toString)
                        .toList())));
    }

    @GET
    @Path("/feed")
    public Response feed(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return Answers.json(json.write(Map.of("active", feeds.exists(caller))));
    }

    /** Makes a new address; the one before is good no longer. */
    @POST
    @Path("/feed")
    public Response create(@Context HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        String url = request.getRequestURL().toString();
        String origin = url.substring(0, url.indexOf("/api/"));
        return Answers.json(json.write(Map.of("url", origin + "/public/calendar/" + feeds.create(caller) + ".ics")));
    }

    @DELETE
    @Path("/feed")
    public Response revoke(@Context HttpServletRequest request) {
        feeds.revoke(ApiRequest.of(request).withoutParameters().caller());
        return Response.noContent().build();
    }

    private static Instant instant(QueryParameters query, String name) {
        try {
            return OffsetDateTime.parse(query.text(name, "")).toInstant();
        } catch (DateTimeException wrong) {
            throw QueryParameters.bad(
                    name,
                    "wrongType",
                    "应为 ISO 8601 时间，例如 2026-03-01T00:00:00Z。",
                    "Must be a time such as 2026-03-01T00:00:00Z.");
        }
    }

    private static LocalDate day(QueryParameters query, String name) {
        try {
            return LocalDate.parse(query.text(name, ""));
        } catch (DateTimeException wrong) {
            throw QueryParameters.bad(name, "wrongType", "应为日期，例如 2026-03-01。", "Must be a date such as 2026-03-01.");
        }
    }

    private static Set<Long> users(Caller caller, String list) {
        Set<Long> users = new LinkedHashSet<>();
        for (String each : list.split(",")) {
            long user = each.strip().equals("me") ? caller.userId() : Ids.parse(each.strip());
            if (user <= 0 || users.size() == USERS_AT_ONCE) {
                throw QueryParameters.bad(
                        "users", "wrongType", "应为 me 或用户编号，最多 20 个。", "Must be me or ids of users, at most 20.");
            }
            users.add(user);
        }
        return users;
    }

    private static Map<String, Object> view(Calendar.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", item.type());
        view.put("id", Ids.format(item.id()));
        view.put("title", item.title());
        view.put("startAt", item.startAt());
        view.put("endAt", item.endAt());
        view.put("allDay", item.allDay());
        view.put("status", item.status());
        view.put(
                "owner",
                item.owner() == null
                        ? null
                        : Map.of(
                                "id",
                                Ids.format(item.owner()),
                                "title",
                                item.ownerName() == null ? "" : item.ownerName()));
        view.put("location", item.location());
        view.put("recurring", item.recurring());
        view.put("occurrenceAt", item.occurrenceAt());
        view.put("series", item.series() == null ? null : Ids.format(item.series()));
        return view;
    }
}
