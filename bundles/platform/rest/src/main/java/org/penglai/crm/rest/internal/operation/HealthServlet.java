package org.penglai.crm.rest.internal.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /healthz}: the process lives. {@code /readyz}: it can serve, and somebody can sign in. There before anything else is. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-health",
            "osgi.http.whiteboard.servlet.pattern=/healthz",
            "osgi.http.whiteboard.servlet.pattern=/readyz"
        })
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Readiness readiness;

    @Activate
    public HealthServlet(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/healthz")) {
            answer(response, 200, "{\"status\":\"ok\"}");
            return;
        }
        boolean database = readiness.database();
        boolean modules = readiness.modules();
        boolean api = readiness.api() && Probe.reaches(request, response);
        boolean keys = readiness.keys();
        boolean ready = database && modules && api && keys;
        answer(
                response,
                ready ? 200 : 503,
                "{\"status\":\"" + (ready ? "ready" : "notReady") + "\",\"database\":" + database + ",\"api\":" + api
                        + ",\"modules\":" + modules + ",\"search\":\"" + readiness.search() + "\""
                        + (keys ? "" : ",\"keys\":false,\"reason\":\"the key file cannot be used, see crm:keys\"")
                        + "}");
    }

    private static void answer(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (status == 503) {
            response.setHeader("Retry-After", "1");
        }
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
