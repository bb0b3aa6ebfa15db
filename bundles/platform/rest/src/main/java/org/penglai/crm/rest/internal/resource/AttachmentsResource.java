package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.QueryParameters;

/**
 * {@code /attachments/{id}}: one file. It is a download; only pictures, PDF, sound and video are shown on a page, inside a
 * sandbox, so that no file can act in the name of who looks at it.
 */
@Component(service = AttachmentsResource.class)
@Path("/attachments/{id}")
public final class AttachmentsResource {
    private static final String SANDBOX =
            "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
                    + "frame-ancestors 'self'";

    private final Attachments attachments;

    @Activate
    public AttachmentsResource(@Reference Attachments attachments) {
        this.attachments = attachments;
    }

    @GET
    @Path("/content")
    public Response content(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @PathParam("id") String id,
            @HeaderParam("Range") String range,
            @HeaderParam("If-None-Match") String known) {
        QueryParameters query = ApiRequest.of(request).query().allow(Set.of("inline"));
        Caller caller = ApiRequest.of(request).caller();
        Attachments.Content content = attachments.open(caller, parse(id));
        String tag = "\"" + content.sha256() + "\"";
        if (tag.equals(known)) {
            return Response.status(304).header("ETag", tag).build();
        }
        long size = content.attachment().size();
        ByteRange part = ByteRange.parse(range, size);
        if (part == null) {
            return Response.status(416)
                    .header("Content-Range", "bytes */" + size)
                    .build();
        }
        boolean shown = content.showable() && query.text("inline", "false").equals("true");
        String name = JobsResource.attachment(content.attachment().name());
        Response.ResponseBuilder answer = Response.status(part.isWhole(size) ? 200 : 206)
                .entity((StreamingOutput) out -> copy(content, part, out))
                .header("Content-Type", content.attachment().mediaType())
                .header("Content-Disposition", shown ? name.replaceFirst("attachment", "inline") : name)
                .header("Content-Length", part.length())
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        if (!part.isWhole(size)) {
            answer.header("Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + size);
        }
        if (shown) {
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
            response.setHeader("Content-Security-Policy", SANDBOX);
        }
        return answer.build();
    }

    @DELETE
    public Response remove(@Context HttpServletRequest request, @PathParam("id") String id) {
        attachments.remove(ApiRequest.of(request).withoutParameters().caller(), parse(id));
        return Response.noContent().build();
    }

    private static void copy(Attachments.Content content, ByteRange part, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(content.file())) {
            in.skipNBytes(part.from());
            byte[] buffer = new byte[64 * 1024];
            long left = part.length();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static long parse(String id) {
        long attachment = Ids.parse(id);
        if (attachment < 0) {
            throw new NotFound("attachmentNotFound", Localized.of("附件不存在。", "There is no such file."));
        }
        return attachment;
    }
}
