package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.NotAllowedException;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.mail.spi.MailSettings;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /mailboxes/{id}/password}, {@code /mailboxes/{id}/test} and the like: of mail what is no field. */
@Component(service = MailResource.class)
@Path("/{type: mailboxes|mailSenders}/{id}/{what: password|test|key}")
@Produces(MediaType.APPLICATION_JSON)
public final class MailResource {
    private final MailSettings mail;
    private final Json json;

    @Activate
    public MailResource(@Reference MailSettings mail, @Reference Json json) {
        this.mail = mail;
        this.json = json;
    }

    /** {@code {"password": "..."}}: kept sealed, never told again. */
    @PUT
    public Response password(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("what") String what,
            InputStream body) {
        ApiRequest call = ApiRequest.of(request).withoutParameters();
        if (!what.equals("password")) {
            throw new NotAllowedException("POST");
        }
        Map<String, Object> wanted = json.object(body);
        if (wanted.size() != 1 || !(wanted.get("password") instanceof String password)) {
            throw new Invalid(
                    Violation.of("password", "wrongType", "应为 {\"password\":\"…\"}。", "Must be {\"password\":\"…\"}."));
        }
        mail.password(call.caller(), type, RecordAnswers.id(id), password);
        return Response.noContent().build();
    }

    /** Connects and signs in, or makes a new key for signatures. */
    @POST
    public Response attempt(
            @Context HttpServletRequest request,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("what") String what) {
        ApiRequest call = ApiRequest.of(request).withoutParameters();
        Map<String, Object> view = new LinkedHashMap<>();
        if (what.equals("test")) {
            view.put("failure", mail.test(call.caller(), type, RecordAnswers.id(id)));
        } else if (what.equals("key") && type.equals("mailSenders")) {
            view.put("record", mail.renewKey(call.caller(), RecordAnswers.id(id)));
        } else {
            throw new NotAllowedException("PUT");
        }
        return Answers.json(json.write(view));
    }
}
