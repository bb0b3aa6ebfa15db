package org.penglai.crm.rest.internal.resource;

import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.documents.spi.Documents;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.problem.Languages;

/** {@code /{type}/{id}/document}: the record on paper, as PDF. */
@Component(service = RecordDocument.class)
@Path("/{type}/{id}/document")
public final class RecordDocument {
    private final Types types;
    private final Documents documents;

    @Activate
    public RecordDocument(@Reference Types types, @Reference Documents documents) {
        this.types = types;
        this.documents = documents;
    }

    /** In the language asked for, else in the reader's. */
    @GET
    public Response print(
            @Context HttpServletRequest request, @PathParam("type") String type, @PathParam("id") String id) {
        ApiRequest call = ApiRequest.of(request);
        types.get(type);
        String language = call.query().allow(Set.of("language")).text("language", "");
        Locale locale = language.isEmpty()
                ? Languages.preferred(request.getHeader("Accept-Language"))
                : Locale.forLanguageTag(language);
        Documents.Printed printed = documents.print(call.caller(), type, RecordAnswers.id(id), locale);
        return Response.ok(printed.content(), "application/pdf")
                .header("Content-Disposition", JobsResource.attachment(printed.fileName()))
                .header("Cache-Control", "private, no-store")
                .build();
    }
}
