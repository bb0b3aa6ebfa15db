package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.AuditLog;
import org.penglai.crm.events.spi.AuditLog.Filter;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.exchange.spi.CsvTable;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/**
 * {@code /audit/export}: the audit as a CSV file, the newest first, written while it is read, with the filters of the list.
 * That somebody took it is a row of the audit itself.
 */
@Component(service = AuditExportResource.class)
@Path("/audit/export")
public final class AuditExportResource {
    private static final int CHUNK = 1_000;
    private static final List<String> TITLES = List.of(
            "id", "at", "userId", "user", "type", "recordId", "version", "action", "from", "traceId", "changes");

    private final AuditLog audit;
    private final Journal journal;
    private final Records records;
    private final Json json;

    @Activate
    public AuditExportResource(
            @Reference AuditLog audit, @Reference Journal journal, @Reference Records records, @Reference Json json) {
        this.audit = audit;
        this.journal = journal;
        this.records = records;
        this.json = json;
    }

    @GET
    public Response export(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        Caller caller = ApiRequest.of(request).caller();
        AuditResource.requireRight(caller);
        QueryParameters query = ApiRequest.of(request).query().allow(AuditResource.FILTERS);
        Filter filter = AuditResource.filter(query);
        journal.note(new Journal.Entry("audit", 0, 0, "exported", caller.userId(), told(query)));
        return Response.ok(Download.of("the audit", response, out -> write(filter, out)))
                .header("Content-Type", "text/csv; charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(Filter filter, OutputStream out) throws IOException {
        UserNames names = new UserNames(records);
        try (CsvTable table = new CsvTable(out)) {
            table.row(TITLES);
            List<Row> rows = audit.list(filter, 0, CHUNK);
            while (!rows.isEmpty()) {
                for (Row row : rows) {
                    table.row(cells(row, names));
                }
                rows = audit.list(filter, rows.get(rows.size() - 1).id(), CHUNK);
            }
        }
    }

    private static List<String> cells(Row row, UserNames names) {
        Journal.Entry entry = row.entry();
        return Arrays.asList(
                Ids.format(row.id()),
                row.at().toString(),
                entry.userId() == 0 ? null : Ids.format(entry.userId()),
                names.of(entry.userId()),
                entry.type(),
                entry.recordId() == 0 ? null : Ids.format(entry.recordId()),
                Long.toString(entry.recordVersion()),
                entry.operation(),
                row.origin().address(),
                row.origin().traceId(),
                entry.changes());
    }

    /** Which rows were asked for. */
    private String told(QueryParameters query) {
        Map<String, String> told = new LinkedHashMap<>();
        AuditResource.FILTERS.stream().sorted().forEach(name -> query.text(name)
                .ifPresent(text -> told.put(name, text)));
        return new String(json.write(told), StandardCharsets.UTF_8);
    }
}
