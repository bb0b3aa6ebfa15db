package org.penglai.crm.rest.internal.resource;

import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.AuditLog;
import org.penglai.crm.events.spi.AuditLog.Filter;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.AuditVerifier;
import org.penglai.crm.events.spi.AuditVerifier.Head;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /audit}: who did what, for those with the right {@code audit}; {@code /audit/verify} checks its chain. */
@Component(service = AuditResource.class)
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    /** Names of the parameters that {@link #filter} reads. */
    static final Set<String> FILTERS = Set.of("type", "record", "user", "action", "from", "until");

    private static final Set<String> PARAMETERS =
            Set.of("type", "record", "user", "action", "from", "until", "limit", "cursor");

    private final AuditLog audit;
    private final AuditVerifier verifier;
    private final Records records;
    private final Json json;

    @Activate
    public AuditResource(
            @Reference AuditLog audit,
            @Reference AuditVerifier verifier,
            @Reference Records records,
            @Reference Json json) {
        this.audit = audit;
        this.verifier = verifier;
        this.records = records;
        this.json = json;
    }

    @GET
    public Response list(@Context HttpServletRequest request) {
        requireRight(ApiRequest.of(request).caller());
        QueryParameters query = ApiRequest.of(request).query().allow(PARAMETERS);
        int limit = query.integer("limit", 1, MAX_LIMIT, LIMIT);
        Filter filter = filter(query);
        Long cursor = id(query, "cursor");
        List<Row> found = audit.list(filter, cursor == null ? 0 : cursor, limit + 1);
        List<Row> shown = found.subList(0, Math.min(limit, found.size()));
        UserNames names = new UserNames(records);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", shown.stream().map(row -> view(row, names)).toList());
        page.put(
                "nextCursor",
                found.size() > limit ? Ids.format(shown.get(limit - 1).id()) : null);
        return Answers.json(json.write(page));
    }

    /** {@code head}: an end of the chain that was noted before, {@code <position>:<seal>}. */
    @GET
    @Path("/verify")
    public Response verify(@Context HttpServletRequest request) {
        requireRight(ApiRequest.of(request).caller());
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("head"));
        Head head = query.text("head").map(AuditResource::head).orElse(null);
        AuditVerifier.Report report = verifier.verify(head == null ? List.of() : List.of(head));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("sound", report.isSound());
        view.put("sealed", report.sealed());
        view.put("unsealed", report.unsealed());
        view.put("older", report.older());
        view.put(
                "head",
                report.head() == null
                        ? null
                        : report.head().position() + ":" + report.head().seal());
        view.put(
                "takenBack",
                report.takenBack().stream()
                        .map(restore -> Map.of("to", restore.to(), "at", restore.at()))
                        .toList());
        view.put("findings", report.findings().stream().map(AuditResource::view).toList());
        return Answers.json(json.write(view));
    }

    /** Which rows are asked for. */
    static Filter filter(QueryParameters query) {
        return new Filter(
                query.text("type").orElse(null),
                id(query, "record"),
                id(query, "user"),
                query.text("action").orElse(null),
                moment(query, "from"),
                moment(query, "until"));
    }

    private static Map<String, Object> view(Row row, UserNames names) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(row.id()));
        view.put("at", row.at());
        view.put("by", person(row.entry().userId(), names));
        view.put("type", row.entry().type());
        view.put(
                "recordId",
                row.entry().recordId() == 0 ? null : Ids.format(row.entry().recordId()));
        view.put("version", row.entry().recordVersion());
        view.put("action", row.entry().operation());
        view.put("from", row.origin().address());
        view.put("traceId", row.origin().traceId());
        view.put(
                "changes",
                row.entry().changes() == null ? null : new RawValue(row.entry().changes()));
        return view;
    }

    private static Map<String, Object> view(AuditVerifier.Finding finding) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", finding.kind());
        view.put("position", finding.position());
        view.put("auditId", finding.auditId() == 0 ? null : Ids.format(finding.auditId()));
        view.put("text", finding.text());
        return view;
    }

    private static Map<String, Object> person(long id, UserNames names) {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("id", id == 0 ? null : Ids.format(id));
        person.put("title", names.of(id));
        return person;
    }

    private static Long id(QueryParameters query, String name) {
        return query.text(name)
                .map(text -> {
                    long id = Ids.parse(text);
                    if (id <= 0) {
                        throw QueryParameters.bad(name, "badId", "无法识别。", "Cannot be read.");
                    }
                    return id;
                })
                .orElse(null);
    }

    private static Instant moment(QueryParameters query, String name) {
        return query.text(name)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeParseException e) {
                        throw QueryParameters.bad(
                                name,
                                "wrongType",
                                "应为 2026-11-22T08:00:00Z 的形式。",
                                "Must look like 2026-11-22T08:00:00Z.");
                    }
                })
                .orElse(null);
    }

    private static Head head(String text) {
        Head head = Head.parse(text);
        if (head == null) {
            throw QueryParameters.bad("head", "wrongType", "应为 位置:封印。", "Must be position:seal.");
        }
        return head;
    }

    static void requireRight(Caller caller) {
        if (!caller.may("audit")) {
            throw new Forbidden(
                    "missingPermission", Localized.of("您没有查看审计的权限。", "You lack the right to see the audit."));
        }
    }
}
