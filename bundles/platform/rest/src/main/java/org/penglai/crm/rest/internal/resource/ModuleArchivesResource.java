package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.ext.MessageContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /modules/archives}: data of removed modules, to be taken away and taken in again. */
@Path("/modules/archives")
@Produces(MediaType.APPLICATION_JSON)
public final class ModuleArchivesResource {
    private final ModuleAccess access;
    private final Journal journal;
    private final Json json;

    ModuleArchivesResource(ModuleAccess access, Journal journal, Json json) {
        this.access = access;
        this.journal = journal;
        this.json = json;
    }

    /** All records of a module: only for those who gave their password a moment ago. That it was taken is in the audit. */
    @GET
    @Path("/{name}")
    @Produces("application/zip")
    public Response download(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @PathParam("name") String name) {
        Caller caller = ModuleAccess.manager(request);
        ApiRequest.of(request).withoutParameters();
        access.prove(Map.of(), request);
        java.nio.file.Path file = access.modules()
                .archive(name)
                .orElseThrow(() ->
                        new NotFound("unknownArchive", Localized.of("没有这个数据包。", "There is no such archive here.")));
        String told = new String(json.write(Map.of("archive", name)), java.nio.charset.StandardCharsets.UTF_8);
        journal.note(new Journal.Entry(ModuleAccess.MODULES, 0, 0, "downloaded", caller.userId(), told));
        return Response.ok(Download.of("the archive " + name, response, out -> Files.copy(file, out)))
                .header("Content-Disposition", JobsResource.attachment(name))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** A form with {@code file}, {@code password} and {@code otp}: takes the data in. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response take(@Context HttpServletRequest request, @Context MessageContext context) throws IOException {
        Caller caller = ModuleAccess.manager(request);
        ApiRequest.of(request).withoutParameters();
        try (UploadForm form = UploadForm.read(context, Reauthentication.FIELDS)) {
            access.prove(form.texts(), request);
            String module = copied(form, file -> access.modules().importData(caller, file));
            return Answers.json(json.write(Map.of("module", module)));
        }
    }

    /** Does something with a copy of the file, which goes afterwards. */
    static <T> T copied(UploadForm form, Function<java.nio.file.Path, T> work) throws IOException {
        java.nio.file.Path copy = Files.createTempFile("module-", ".tmp");
        try (InputStream in = form.content()) {
            Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return work.apply(copy);
        } finally {
            Files.delete(copy);
        }
    }
}
