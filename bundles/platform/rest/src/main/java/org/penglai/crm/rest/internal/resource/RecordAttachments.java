package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /{type}/{id}/attachments}: the files of a record. */
@Component(service = RecordAttachments.class)
@Path("/{type}/{id}/attachments")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordAttachments {
    private final Attachments attachments;
    private final AttachmentJson view;
    private final Json json;

    @Activate
    public RecordAttachments(@Reference Attachments attachments, @Reference AttachmentJson view, @Reference Json json) {
        this.attachments = attachments;
        this.view = view;
        this.json = json;
    }

    @GET
    public Response list(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        return Answers.json(json.write(Map.of("items", view.of(attachments.list(caller, type, RecordAnswers.id(id))))));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response add(
            @Context HttpServletRequest request,
            @Context MessageContext context,
            @PathParam("type") String type,
            @PathParam("id") String id)
            throws IOException {
        Caller caller = ApiRequest.of(request).withoutParameters().caller();
        // Who may not is told so before the file is looked at.
        attachments.requireChange(caller, type, RecordAnswers.id(id));
        try (UploadForm form = UploadForm.read(context, Set.of());
                InputStream content = form.content()) {
            Attachments.Attachment added =
                    attachments.add(caller, type, RecordAnswers.id(id), form.fileName(), content);
            return Response.status(201)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header("Location", "/api/v1/attachments/" + Ids.format(added.id()))
                    .entity(json.write(view.of(java.util.List.of(added)).get(0)))
                    .build();
        }
    }
}
