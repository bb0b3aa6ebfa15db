package org.penglai.crm.rest.internal.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.rest.internal.problem.Refusal;

/** {@code /api/docs}: a page that makes the interface's description readable. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-docs",
            "osgi.http.whiteboard.servlet.pattern=/api/docs",
            "osgi.http.whiteboard.servlet.pattern=/api/docs/*"
        })
public final class DocsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of(
            "/api/docs", "text/html",
            "/api/docs/", "text/html",
            "/api/docs/docs.js", "text/javascript",
            "/api/docs/docs.css", "text/css");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        String type = FILES.get(path);
        if (type == null) {
            throw Refusal.noSuchPath();
        }
        String file = type.equals("text/html") ? "index.html" : path.substring(path.lastIndexOf('/') + 1);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-cache");
        try (InputStream in = DocsServlet.class.getResourceAsStream("/docs/" + file)) {
            in.transferTo(response.getOutputStream());
        }
    }
}
