package org.penglai.crm.rest.internal.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.rest.internal.problem.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /public/<name>/...}: pages of capabilities for people without an account. Reads no cookie. */
@Component(
        service = Servlet.class,
        configurationPid = RestConfiguration.PID,
        property = {"osgi.http.whiteboard.servlet.name=crm-public", "osgi.http.whiteboard.servlet.pattern=/public/*"})
public final class PublicServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PublicServlet.class);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_PARAMETERS = 100;
    private static final int LOOKS_PER_SECOND = 20;
    private static final int LOOKS_AT_ONCE = 100;
    private static final int POSTS_PER_SECOND = 1;
    private static final int POSTS_AT_ONCE = 10;
    private static final int SECONDS_OF_EXCHANGE = 3;

    private final transient PublicPages pages;
    private final transient TrustedProxies proxies;
    private final transient RateLimit looks = new RateLimit(LOOKS_PER_SECOND, LOOKS_AT_ONCE, System::nanoTime);
    private final transient RateLimit posts = new RateLimit(POSTS_PER_SECOND, POSTS_AT_ONCE, System::nanoTime);

    @Activate
    public PublicServlet(@Reference PublicPages pages, RestConfiguration configuration) {
        this.pages = pages;
        proxies = new TrustedProxies(List.of(configuration.proxies()));
    }

    @Override
    protected void service(HttpServletRequest sent, HttpServletResponse response) throws IOException {
        HttpServletRequest request = proxies.seen(sent);
        SecurityHeaders.set(request, response, SecurityHeaders.traceId(request));
        response.setHeader("X-Robots-Tag", "noindex");
        boolean posted = "POST".equals(request.getMethod());
        if (!posted && !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String[] path = path(request);
        try {
            (posted ? posts : looks).take(request.getRemoteAddr());
        } catch (TooMany tooMany) {
            refuseForNow(response, 429, 1);
            return;
        }
        if (!pages.knows(path[0])) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int status = read(request, posted, parameters);
        if (status != HttpServletResponse.SC_OK) {
            refuse(response, status);
            return;
        }
        answer(path[0], new PublicRequest(posted, path[1], parameters, locale(request, parameters)), response);
    }

    private void answer(String name, PublicRequest request, HttpServletResponse response) throws IOException {
        try {
            PublicAnswer answer = pages.answer(name, request);
            if (answer == null) {
                refuseForNow(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, SECONDS_OF_EXCHANGE);
            } else {
                write(name, answer, response);
            }
        } catch (Fenced fenced) {
            refuseForNow(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    fenced.retryAfter().toSeconds());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Unavailable) {
                refuseForNow(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, SECONDS_OF_EXCHANGE);
            } else {
                LOG.error("The public page {} failed", name, failed.getCause());
                refuse(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            refuseForNow(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, SECONDS_OF_EXCHANGE);
        }
    }

    private static void write(String name, PublicAnswer answer, HttpServletResponse response) throws IOException {
        String frames = answer.embedders().isEmpty() ? "'none'" : String.join(" ", answer.embedders());
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                        + (answer.body().contains(UploadScript.TAG) ? UploadScript.POLICY : "")
                        + " frame-ancestors " + frames);
        if (!answer.embedders().isEmpty()) {
            // The older header knows no list; browsers that know the policy above need none.
            response.setHeader("X-Frame-Options", null);
        }
        response.setStatus(answer.status());
        if (answer.location() != null) {
            response.setHeader("Location", "/public/" + name + "/" + answer.location());
        }
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
            response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts what was sent into the map; 200, or the status that says what is wrong with it. */
    private static int read(HttpServletRequest request, boolean posted, Map<String, String> parameters)
            throws IOException {
        String query = request.getQueryString();
        if (query != null && !parse(query, parameters)) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        if (!posted) {
            return HttpServletResponse.SC_OK;
        }
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        return parse(new String(body, StandardCharsets.US_ASCII), parameters)
                ? HttpServletResponse.SC_OK
                : HttpServletResponse.SC_BAD_REQUEST;
    }

    private static boolean parse(String encoded, Map<String, String> parameters) {
        try {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (!name.isEmpty()) {
                    parameters.putIfAbsent(name, value);
                }
            }
            return parameters.size() <= MOST_PARAMETERS;
        } catch (IllegalArgumentException badEscape) {
            return false;
        }
    }

    private static Locale locale(HttpServletRequest request, Map<String, String> parameters) {
        String chosen = parameters.get("lang");
        return Languages.preferred(chosen == null ? request.getHeader("Accept-Language") : chosen);
    }

    /** The pages' name and what follows it. */
    private static String[] path(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        int slash = path.indexOf('/');
        return slash < 0 ? new String[] {path, ""} : new String[] {path.substring(0, slash), path.substring(slash + 1)};
    }

    private static void refuseForNow(HttpServletResponse response, int status, long seconds) throws IOException {
        response.setHeader("Retry-After", Long.toString(Math.max(1, seconds)));
        refuse(response, status);
    }

    private static void refuse(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(Integer.toString(status).getBytes(StandardCharsets.US_ASCII));
    }
}
