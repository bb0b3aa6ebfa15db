package org.penglai.crm.rest.internal.openapi;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /api/openapi.json}: the interface as it is right now, for the types that the caller may read. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-openapi",
            "osgi.http.whiteboard.servlet.pattern=/api/openapi.json"
        })
public final class OpenApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Types types;
    private final transient Access access;
    private final transient Json json;

    @Activate
    public OpenApiServlet(@Reference Types types, @Reference Access access, @Reference Json json) {
        this.types = types;
        this.access = access;
        this.json = json;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body =
                json.write(document(ApiRequest.of(request).withoutParameters().caller()));
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Map<String, Object> document(Caller caller) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        Map<String, Object> paths = new LinkedHashMap<>();
        PlatformPaths.addSchemas(schemas);
        PlatformPaths.addPaths(paths);
        types.list().stream()
                .filter(type -> caller.may(type.name() + ":read"))
                .flatMap(type -> access.seen(caller, type).stream())
                .map(TypePaths::new)
                .forEach(type -> {
                    type.addSchemas(schemas);
                    type.addPaths(paths);
                });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.3");
        document.put("info", Map.of("title", "Penglai CRM", "version", "v1"));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("security", List.of(Map.of("token", List.of()), Map.of("session", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        Map.of(
                                "token",
                                Map.of("type", "http", "scheme", "bearer"),
                                "session",
                                Map.of("type", "apiKey", "in", "cookie", "name", "crm_session"))));
        return document;
    }
}
