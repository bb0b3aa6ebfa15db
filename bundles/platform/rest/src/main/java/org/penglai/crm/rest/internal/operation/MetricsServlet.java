package org.penglai.crm.rest.internal.operation;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.rest.internal.http.RestConfiguration;

/** {@code /metrics} for Prometheus: from this machine, or with the token that the operator has set. */
@Component(
        service = Servlet.class,
        configurationPid = RestConfiguration.PID,
        property = {"osgi.http.whiteboard.servlet.name=crm-metrics", "osgi.http.whiteboard.servlet.pattern=/metrics"})
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient RequestMetrics requests;
    private final transient SearchMetrics search;
    private final transient BundleMetrics bundles;
    private final String token;

    /** Missing only while the platform starts. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile OutboxStatus outbox;

    @Activate
    public MetricsServlet(
            @Reference RequestMetrics requests,
            @Reference SearchMetrics search,
            @Reference BundleMetrics bundles,
            RestConfiguration configuration) {
        this.requests = requests;
        this.bundles = bundles;
        this.search = search;
        token = configuration.metrics_token();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isLocal(request) && !hasToken(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        MetricsText text = new MetricsText();
        requests.write(text);
        search.write(text);
        bundles.write(text);
        RuntimeMetrics.write(text);
        OutboxMetrics.write(text, outbox);
        response.setContentType(MetricsText.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What a reverse proxy on this machine passes on comes from elsewhere. */
    private static boolean isLocal(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    private boolean hasToken(HttpServletRequest request) {
        String sent = request.getHeader("Authorization");
        return !token.isEmpty()
                && sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
