package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.ext.MessageContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.spi.ImportPreview;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/import}: takes a file in, to be imported by a job. */
@Component(service = RecordImport.class)
@Path("/{type}/import")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
public final class RecordImport {
    private static final Set<String> MODES = Set.of("insert", "upsert", "skip");

    private final Types types;
    private final Jobs jobs;
    private final ImportPreview previews;
    private final JobJson jobJson;
    private final Json json;

    @Activate
    public RecordImport(
            @Reference Types types,
            @Reference Jobs jobs,
            @Reference ImportPreview previews,
            @Reference JobJson jobJson,
            @Reference Json json) {
        this.types = types;
        this.jobs = jobs;
        this.previews = previews;
        this.jobJson = jobJson;
        this.json = json;
    }

    @POST
    @Path("/preview")
    public Response preview(
            @Context HttpServletRequest request, @PathParam("type") String type, @Context MessageContext context)
            throws IOException {
        Caller caller = begin(request, type);
        try (UploadForm form = UploadForm.read(context, Set.of("encoding", "sheet"));
                InputStream in = form.content()) {
            return Answers.json(json.write(
                    previews.preview(caller, type, form.fileName(), in, form.text("encoding"), form.text("sheet"))));
        }
    }

    @POST
    public Response submit(
            @Context HttpServletRequest request, @PathParam("type") String type, @Context MessageContext context)
            throws IOException {
        Caller caller = begin(request, type);
        StoredType stored = types.get(type);
        try (UploadForm form =
                        UploadForm.read(context, Set.of("mapping", "mode", "key", "dryRun", "encoding", "sheet"));
                InputStream in = form.content()) {
            Map<String, Object> parameters = parameters(stored, form);
            String name = form.fileName();
            Localized label = Localized.of(
                    "导入" + stored.plural().zh() + "：" + name,
                    "Import " + stored.plural().en() + ": " + name);
            Job job = submit(caller, new JobRequest("import", label, parameters), form, in);
            return Response.status(202)
                    .header("Location", JobJson.path(job))
                    .entity(json.write(jobJson.view(caller, job)))
                    .build();
        }
    }

    /** What nobody could import is refused here, not by a job that fails later. */
    private Job submit(Caller caller, JobRequest request, UploadForm form, InputStream in) throws IOException {
        java.nio.file.Path copy = Files.createTempFile("import-", ".tmp");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            previews.check(
                    caller, (String) request.parameters().get("type"), copy, form.text("encoding"), form.text("sheet"));
            try (InputStream content = Files.newInputStream(copy)) {
                return jobs.submit(caller, request, Map.of("input", content));
            }
        } finally {
            Files.delete(copy);
        }
    }

    private Caller begin(HttpServletRequest request, String type) {
        ApiRequest call = ApiRequest.of(request);
        types.get(type);
        if (!call.caller().may(type + ":import")) {
            throw new Forbidden("forbidden", Localized.of("没有导入权限。", "You may not import records of this type."));
        }
        call.query().allow(Set.of());
        return call.caller();
    }

    private Map<String, Object> parameters(StoredType type, UploadForm form) {
        List<Violation> violations = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("type", type.name());
        parameters.put("fileName", form.fileName());
        String mode = form.text("mode") == null ? "insert" : form.text("mode");
        if (!MODES.contains(mode)) {
            violations.add(Violation.of(
                    "mode", "unknownValue", "应为 insert、upsert 或 skip。", "Must be insert, upsert or skip."));
        }
        parameters.put("mode", mode);
        String dryRun = form.text("dryRun") == null ? "false" : form.text("dryRun");
        if (!dryRun.equals("true") && !dryRun.equals("false")) {
            violations.add(Violation.of("dryRun", "unknownValue", "应为 true 或 false。", "Must be true or false."));
        }
        parameters.put("dryRun", Boolean.valueOf(dryRun));
        if (form.text("mapping") != null) {
            mapping(type, json.value(form.text("mapping")), parameters, violations);
        }
        if (form.text("key") != null) {
            List<String> key = RecordCollection.names(form.text("key"));
            key.stream()
                    .filter(name -> type.field(name).isEmpty())
                    .forEach(name -> violations.add(unknownField("key")));
            parameters.put("key", key);
        }
        for (String name : List.of("encoding", "sheet")) {
            if (form.text(name) != null) {
                parameters.put(name, form.text(name));
            }
        }
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return parameters;
    }

    /** Column title to field name; a column without a field is left out. */
    private static void mapping(
            StoredType type, Object value, Map<String, Object> parameters, List<Violation> violations) {
        if (!(value instanceof Map<?, ?> given)) {
            violations.add(Violation.of("mapping", "wrongType", "应为 JSON 对象。", "Must be a JSON object."));
            return;
        }
        Map<String, Object> mapping = new HashMap<>();
        given.forEach((column, field) -> {
            if (field instanceof String name
                    && type.field(name.replaceFirst("\\.currency$", "")).isPresent()) {
                mapping.put((String) column, name);
            } else if (field != null && !"".equals(field)) {
                violations.add(unknownField("mapping." + column));
            }
        });
        parameters.put("mapping", mapping);
    }

    private static Violation unknownField(String where) {
        return Violation.of(where, "unknownField", "没有这个字段。", "There is no such field.");
    }
}
