package org.penglai.crm.rest.internal.operation;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.rest.internal.problem.Problems;
import org.penglai.crm.rest.internal.problem.Refusal;
import org.penglai.crm.rest.internal.resource.NotYet;

/** Whatever nobody else serves below {@code /api}: nothing, or what is not there yet while the system starts. */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.name=crm-unknown", "osgi.http.whiteboard.servlet.pattern=/api/*"})
public final class UnknownPathServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** What stands below it is served by the interface itself, a moment after its service has been found. */
    private static final String INTERFACE = "/api/v1/";

    private final transient Readiness readiness;
    private final transient Problems problems;

    @Activate
    public UnknownPathServlet(@Reference Readiness readiness, @Reference Problems problems) {
        this.readiness = readiness;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Probe.is(request)) {
            return;
        }
        boolean late = !readiness.api() || request.getRequestURI().startsWith(INTERFACE);
        problems.send(late ? NotYet.starting() : Refusal.noSuchPath(), request, response);
    }
}
