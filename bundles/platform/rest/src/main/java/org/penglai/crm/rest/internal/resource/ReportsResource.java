package org.penglai.crm.rest.internal.resource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
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
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.report.ReportCsv;
import org.penglai.crm.rest.internal.report.ReportJson;
import org.penglai.crm.rest.internal.report.ReportParameters;
import org.penglai.crm.rest.internal.report.Reports;

/** {@code /reports}: figures that modules make of records, by the caller's rights. */
@Component(service = ReportsResource.class)
@Path("/reports")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportsResource {
    private static final String READ = ":read";

    private final Reports reports;
    private final Journal journal;
    private final Json json;

    @Activate
    public ReportsResource(@Reference Reports reports, @Reference Journal journal, @Reference Json json) {
        this.reports = reports;
        this.journal = journal;
        this.json = json;
    }

    @GET
    public Response offered(@Context HttpServletRequest request) {
        ApiRequest.of(request).query().allow(Set.of());
        Caller caller = ApiRequest.of(request).caller();
        return Answers.json(json.write(Map.of(
                "items", reports.offered(caller).stream().map(ReportJson::view).toList())));
    }

    @GET
    @Path("/{name}")
    public Response run(@Context HttpServletRequest request, @PathParam("name") String name) {
        Caller caller = ApiRequest.of(request).caller();
        ReportDefinition report = reports.definition(caller, name);
        Map<String, String> parameters =
                ReportParameters.of(ApiRequest.of(request).query(), report);
        return Answers.compressed(
                request,
                json.write(ReportJson.view(
                        report, parameters, reports.run(name, new Report.Input(caller, parameters, Instant.now())))));
    }

    /** The same figures as a file, for those who may export what they are made of; the audit notes it. */
    @GET
    @Path("/{name}/export")
    public Response export(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @PathParam("name") String name) {
        Caller caller = ApiRequest.of(request).caller();
        ReportDefinition report = reports.definition(caller, name);
        String right = report.permission();
        if (right.endsWith(READ) && !caller.may(right.replace(READ, ":export"))) {
            throw new Forbidden(
                    "missingPermission", Localized.of("您没有导出此报表的权限。", "You may not take this report as a file."));
        }
        Map<String, String> parameters =
                ReportParameters.of(ApiRequest.of(request).query(), report);
        ReportTable table = reports.run(name, new Report.Input(caller, parameters, Instant.now()));
        Map<String, Object> told = new LinkedHashMap<>(parameters);
        told.put("report", name);
        journal.note(new Journal.Entry(
                "reports", 0, 0, "exported", caller.userId(), new String(json.write(told), StandardCharsets.UTF_8)));
        return Response.ok(Download.of(name, response, out -> ReportCsv.write(table, caller.locale(), out)))
                .header("Content-Type", "text/csv; charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
