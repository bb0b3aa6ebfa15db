package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Path;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiPath;
import org.penglai.crm.rest.internal.http.ApiRequest;

/**
 * The short way to what nearly every request is about: a list, a record, a creation, a change. The resources are the same
 * as by JAX-RS and so are their answers; only finding the method, its arguments and a writer for a byte array does not go
 * through an interceptor chain each time. Whatever is not plainly one of these goes the long way. Safe for any thread.
 */
public final class RecordRoutes {
    private static final String JSON = "application/json";

    private final RecordCollection collection;
    private final RecordItem item;
    /** First segments that belong to a resource of their own. */
    private final Set<String> taken;

    /** @param resources all that JAX-RS serves */
    public RecordRoutes(RecordCollection collection, RecordItem item, Collection<Object> resources) {
        this.collection = collection;
        this.item = item;
        this.taken = resources.stream()
                .map(resource -> first(resource.getClass()))
                .filter(segment -> !segment.startsWith("{"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String first(Class<?> resource) {
        Path path = resource.getAnnotation(Path.class);
        String value = path == null ? "" : path.value();
        String plain = value.startsWith("/") ? value.substring(1) : value;
        int end = plain.indexOf('/');
        return end < 0 ? plain : plain.substring(0, end);
    }

    /** Serves the request if it is one of these; false if somebody else must. */
    public boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiPath path = ApiRequest.of(request).path();
        if (!path.isRecords() || taken.contains(path.resource()) || !takesJson(request.getHeader("Accept"))) {
            return false;
        }
        List<String> segments = path.segments();
        Response answer =
                switch (segments.size()) {
                    case 1 -> ofCollection(request, segments.get(0));
                    case 2 -> Ids.parse(segments.get(1)) < 0 ? null : ofItem(request, segments.get(0), segments.get(1));
                    default -> null;
                };
        if (answer == null) {
            return false;
        }
        send(answer, response);
        return true;
    }

    private Response ofCollection(HttpServletRequest request, String type) throws IOException {
        return switch (request.getMethod()) {
            case "GET" -> collection.list(request, type);
            case "POST" ->
                collection.create(request, type, request.getHeader("Idempotency-Key"), request.getInputStream());
            default -> null;
        };
    }

    private Response ofItem(HttpServletRequest request, String type, String id) throws IOException {
        return switch (request.getMethod()) {
            case "GET" -> item.read(request, type, id, request.getHeader("If-None-Match"));
            case "PATCH" -> item.update(request, type, id, request.getHeader("If-Match"), request.getInputStream());
            case "DELETE" -> item.delete(request, type, id, request.getHeader("If-Match"));
            default -> null;
        };
    }

    /** Weights are JAX-RS's business. */
    private static boolean takesJson(String accept) {
        return accept == null || accept.indexOf(';') < 0 && (accept.contains(JSON) || accept.contains("*/*"));
    }

    private static void send(Response answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.getStatus());
        for (Map.Entry<String, List<Object>> header : answer.getHeaders().entrySet()) {
            boolean first = true;
            for (Object value : header.getValue()) {
                String text = value == MediaType.APPLICATION_JSON_TYPE ? JSON : value.toString();
                if (first) {
                    response.setHeader(header.getKey(), text);
                } else {
                    response.addHeader(header.getKey(), text);
                }
                first = false;
            }
        }
        if (answer.getEntity() instanceof byte[] body) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
