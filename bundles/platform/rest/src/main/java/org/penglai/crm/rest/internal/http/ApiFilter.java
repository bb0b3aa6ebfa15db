package org.penglai.crm.rest.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.operation.Readiness;
import org.penglai.crm.rest.internal.operation.RequestMetrics;
import org.penglai.crm.rest.internal.parking.Parking;
import org.penglai.crm.rest.internal.parking.Pass;
import org.penglai.crm.rest.internal.problem.Problems;
import org.penglai.crm.rest.internal.problem.Refusal;
import org.penglai.crm.security.spi.SignIn;

/**
 * Everything that must be settled before a resource sees a request: headers, who calls, where a write comes from,
 * limits, and the gates of the modules concerned. A request that had to wait comes through here again.
 */
@Component(
        service = Filter.class,
        configurationPid = RestConfiguration.PID,
        property = {
            "osgi.http.whiteboard.filter.name=crm-api",
            "osgi.http.whiteboard.filter.pattern=/api/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.filter.dispatcher=REQUEST",
            "osgi.http.whiteboard.filter.dispatcher=ASYNC"
        })
public final class ApiFilter implements Filter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final int SIGN_IN_BURST = 30;

    private final Problems problems;
    private final RequestMetrics metrics;
    private final RefusalAudit refusals;
    private final RestConfiguration configuration;
    private final Authentication authentication;
    private final TrustedProxies proxies;
    private final OriginCheck origins;
    private final RateLimit users;
    private final RateLimit addresses;
    private final ScheduledExecutorService timer;
    private final Parking parking;

    @Activate
    public ApiFilter(
            @Reference SignIn signIn,
            @Reference Gates gates,
            @Reference Types types,
            @Reference Readiness readiness,
            @Reference Problems problems,
            @Reference RequestMetrics metrics,
            @Reference RefusalAudit refusals,
            RestConfiguration configuration) {
        this.refusals = refusals;
        this.problems = problems;
        this.metrics = metrics;
        this.configuration = configuration;
        authentication = new Authentication(signIn);
        proxies = new TrustedProxies(List.of(configuration.proxies()));
        origins = new OriginCheck(List.of(configuration.origins()));
        users = new RateLimit(configuration.rate_perSecond(), configuration.rate_burst(), System::nanoTime);
        addresses = new RateLimit(configuration.signIn_perSecond(), SIGN_IN_BURST, System::nanoTime);
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "crm-rest-parking");
            thread.setDaemon(true);
            return thread;
        });
        parking = new Parking(
                gates,
                types,
                readiness::booted,
                timer,
                System::nanoTime,
                configuration.parking_limit(),
                Duration.ofMillis(configuration.parking_milliseconds()));
        metrics.parked(parking::size);
    }

    @Deactivate
    public void deactivate() {
        parking.close();
        timer.shutdownNow();
    }

    @Override
    public void init(FilterConfig config) {
        // Everything was settled when the component was activated.
    }

    @Override
    public void destroy() {
        // See deactivate.
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = proxies.seen((HttpServletRequest) servletRequest);
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        ApiRequest call = ApiRequest.find(request);
        boolean first = call == null;
        if (first) {
            String traceId = SecurityHeaders.traceId(request);
            call = ApiRequest.begin(request, traceId, request.getMethod(), System.nanoTime());
            SecurityHeaders.set(request, response, traceId);
        }
        try (Origin.Scope here = new Origin(request.getRemoteAddr(), call.traceId()).enter()) {
            handle(request, response, call, first, chain);
        }
    }

    private void handle(
            HttpServletRequest request, HttpServletResponse response, ApiRequest call, boolean first, FilterChain chain)
            throws IOException, ServletException {
        try {
            admit(request, call, first);
            HttpServletRequest limited = limited(request, call);
            Pass pass = parking.enter(request, call);
            if (pass != null) {
                try (pass) {
                    chain.doFilter(limited, response);
                }
            }
        } catch (IOException | ServletException | RuntimeException e) {
            // The boundary: whatever comes out of a servlet is answered as a problem.
            problems.send(e, request, response);
        } finally {
            if (!request.isAsyncStarted()) {
                noteRefusal(request, response, call);
                metrics.done(request.getMethod(), resource(call), response.getStatus(), call.startedNanos());
            }
        }
    }

    private void noteRefusal(HttpServletRequest request, HttpServletResponse response, ApiRequest call) {
        int status = response.getStatus();
        if (status == HttpServletResponse.SC_UNAUTHORIZED && !isSession(call)) {
            refusals.unknown(request.getRemoteAddr(), request.getMethod(), request.getRequestURI());
        } else if (call.isIdentified()
                && (status == HttpServletResponse.SC_FORBIDDEN
                        || status == HttpServletResponse.SC_NOT_FOUND && isOfRecord(call))) {
            refusals.refused(call.identity().caller().userId(), request.getMethod(), request.getRequestURI(), status);
        }
    }

    /** Whether somebody is signed in is asked by every page; failed sign-ins are noted by who checks them. */
    private static boolean isSession(ApiRequest call) {
        return call.path() != null && call.path().segments().equals(List.of("session"));
    }

    private static boolean isOfRecord(ApiRequest call) {
        return call.path() != null
                && call.path().segments().size() > 1
                && Ids.parse(call.path().segments().get(1)) > 0;
    }

    private void admit(HttpServletRequest request, ApiRequest call, boolean first) {
        if (first) {
            if (!METHODS.contains(request.getMethod())) {
                throw new Refusal(405, "methodNotAllowed", Localized.of("不支持这个方法。", "The method is not supported."));
            }
            call.located(ApiPath.of(request), QueryParameters.parse(request.getQueryString()));
            refuseOverrides(request, call);
        }
        if (isSignIn(request, call)) {
            origins.check(request);
            addresses.take(request.getRemoteAddr());
        } else if (call.path().isOfProviders()) {
            addresses.take(request.getRemoteAddr());
        } else {
            authentication.identify(request).ifPresent(call::identified);
            if (!isPublic(request)) {
                Identity identity = call.identity();
                if (call.isWrite()) {
                    authentication.checkCsrf(identity, request);
                }
                if (first) {
                    users.take(identity.caller().userId());
                }
            }
        }
        MediaTypes.check(request, call.path());
    }

    /** JAX-RS implementations let a query or header change the method after this filter has looked at it. */
    private static void refuseOverrides(HttpServletRequest request, ApiRequest call) {
        boolean override = request.getHeader("X-HTTP-Method-Override") != null
                || call.query().names().stream().anyMatch(name -> name.startsWith("_"));
        if (override) {
            throw new Malformed(
                    "methodOverride", Localized.of("不支持改写请求方法。", "Overriding the method is not supported."));
        }
    }

    private HttpServletRequest limited(HttpServletRequest request, ApiRequest call) {
        long limit = configuration.body_limit();
        if (call.isWrite() && call.path().isImport()) {
            limit = configuration.import_limit();
        } else if (call.isWrite() && call.path().isUpload()) {
            limit = configuration.attachment_limit();
        } else if (call.isWrite() && call.path().isModuleArchive()) {
            limit = configuration.module_limit();
        }
        return LimitedRequest.of(
                request,
                limit,
                new Patience(
                        Duration.ofSeconds(configuration.body_graceSeconds()),
                        configuration.body_bytesPerSecond(),
                        System::nanoTime));
    }

    private static boolean isSignIn(HttpServletRequest request, ApiRequest call) {
        return "POST".equals(request.getMethod()) && call.path().takesPassword();
    }

    /** The page that shows the interface's description holds no data; it fetches the description by session. */
    private static boolean isPublic(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/docs")
                || request.getRequestURI().startsWith("/api/docs/");
    }

    private static String resource(ApiRequest call) {
        return call.path() == null ? "" : call.path().resource();
    }
}
