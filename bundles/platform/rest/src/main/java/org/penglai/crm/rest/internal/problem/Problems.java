package org.penglai.crm.rest.internal.problem;

import com.fasterxml.jackson.databind.util.RawValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.WebApplicationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.records.spi.Taken;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into problem+json (RFC 9457); what nobody expected is logged once with its trace id and not revealed. */
@Component(service = Problems.class)
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Json json;
    private final TakenBy holders;

    @Activate
    public Problems(@Reference Json json, @Reference TakenBy holders) {
        this.json = json;
        this.holders = holders;
    }

    /** What to answer; logs what nobody expected. */
    public Problem explain(Throwable failure, HttpServletRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Taken taken) {
                return holders.named(taken, request);
            } else if (cause instanceof CrmException crm) {
                return Problem.of(crm);
            } else if (cause instanceof WebApplicationException web) {
                return of(web);
            } else if (cause instanceof SQLException) {
                break;
            } else if (isClientAbort(cause)) {
                LOG.debug("client went away: {}", cause.toString());
                return Problem.aborted();
            }
        }
        LOG.error("trace {}: {} failed", ApiRequest.traceId(request), request.getMethod(), failure);
        return Problem.internal();
    }

    /** The body. */
    public byte[] render(Problem problem, HttpServletRequest request) {
        Locale locale = Languages.preferred(request.getHeader("Accept-Language"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", Titles.of(problem.status()).in(locale));
        body.put("status", problem.status());
        body.put("detail", problem.detail().in(locale));
        body.put("code", problem.code());
        body.put("instance", request.getRequestURI());
        body.put("traceId", ApiRequest.traceId(request));
        body.put("errors", violations(problem, locale));
        if (problem.current() != null) {
            body.put("current", new RawValue(new String(problem.current(), StandardCharsets.UTF_8)));
        }
        return json.write(body);
    }

    /** Value of Retry-After in whole seconds, null for none. */
    public static String retryAfter(Problem problem) {
        Duration wait = problem.retryAfter();
        return wait == null
                ? null
                : Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** Answers outside JAX-RS; does nothing once the answer is on its way. */
    public void send(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = explain(failure, request);
        if (response.isCommitted()) {
            return;
        }
        byte[] body = render(problem, request);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        String retryAfter = retryAfter(problem);
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter);
        }
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }

    private static List<Map<String, Object>> violations(Problem problem, Locale locale) {
        return problem.violations().stream()
                .map(violation -> {
                    Map<String, Object> error = new LinkedHashMap<>();
                    error.put("field", violation.field());
                    error.put("code", violation.code());
                    error.put("message", violation.message().in(locale));
                    return error;
                })
                .toList();
    }

    private static Problem of(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.of(Refusal.noSuchPath());
            case 405 ->
                Problem.plain(
                        405, "methodNotAllowed", Localized.of("该地址不支持这个方法。", "This path does not take the method."));
            case 406 ->
                Problem.plain(
                        406,
                        "notAcceptable",
                        Localized.of("只能返回 application/json。", "Only application/json can be had."));
            case 415 -> Problem.of(Refusal.mediaType("application/json"));
            default ->
                status >= 400 && status < 500
                        ? Problem.plain(status, "refused", Localized.of("请求有误。", "The request was refused."))
                        : Problem.internal();
        };
    }

    /** The peer hung up or never sent the rest of its body: nothing of ours is wrong and nobody reads the answer. */
    private static boolean isClientAbort(Throwable failure) {
        if (failure instanceof EOFException) {
            return true;
        }
        Throwable io = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        return io instanceof IOException
                && (io.getCause() instanceof TimeoutException || "Connection reset by peer".equals(io.getMessage()));
    }
}
