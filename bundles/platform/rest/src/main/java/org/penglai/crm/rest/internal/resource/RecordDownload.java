package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/export}: records as a file, written while they are read. */
@Component(service = RecordDownload.class)
@Path("/{type}/export")
public final class RecordDownload {
    private static final Set<String> PARAMETERS =
            Set.of("format", "encoding", "bom", "version", "filter", "q", "sort", "fields");

    private final Types types;
    private final RecordExport exports;
    private final Json json;

    @Activate
    public RecordDownload(@Reference Types types, @Reference RecordExport exports, @Reference Json json) {
        this.json = json;
        this.types = types;
        this.exports = exports;
    }

    @GET
    public Response download(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @PathParam("type") String type) {
        Caller caller = ApiRequest.of(request).caller();
        types.get(type);
        QueryParameters query = ApiRequest.of(request).query().allow(PARAMETERS);
        return answer(
                caller,
                new RecordExport.Request(
                        type,
                        query.text("format", "csv"),
                        query.text("encoding", ""),
                        mark(query.text("bom", "true")),
                        query.text("version", "4.0"),
                        query.text("filter", ""),
                        query.text("q", ""),
                        query.text("sort", ""),
                        RecordCollection.names(query.text("fields", ""))),
                response);
    }

    /** The same with the parameters in the body, and with the records by name: more of them than an address can hold. */
    @POST
    public Response download(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @PathParam("type") String type,
            InputStream body) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        types.get(type);
        return answer(caller, ExportRequest.of(type, json.object(body)), response);
    }

    private Response answer(Caller caller, RecordExport.Request wanted, HttpServletResponse response) {
        String type = wanted.type();
        RecordExport.Export export = exports.prepare(caller, wanted);
        return Response.ok(Download.of(type, response, export::writeTo))
                .header("Content-Type", export.mediaType())
                .header("Content-Disposition", disposition(type, export.fileName()))
                .header("X-Total-Count", export.total())
                .header("Cache-Control", "no-store")
                .build();
    }

    private static boolean mark(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw QueryParameters.bad("bom", "unknownValue", "应为 true 或 false。", "Must be true or false.");
        }
        return text.equals("true");
    }

    /** Once for those who read ASCII only, once with its real name. */
    private static String disposition(String type, String name) {
        String extension = name.substring(name.lastIndexOf('.'));
        String coded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + type + extension + "\"; filename*=UTF-8''" + coded;
    }
}
