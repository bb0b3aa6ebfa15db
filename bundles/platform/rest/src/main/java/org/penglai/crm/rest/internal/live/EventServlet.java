package org.penglai.crm.rest.internal.live;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.http.Identity;

/** {@code GET /api/v1/events}: server-sent events, without a thread per stream. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-events",
            "osgi.http.whiteboard.servlet.pattern=/api/v1/events",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class EventServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient EventStreams streams;

    @Activate
    public EventServlet(@Reference EventStreams streams) {
        this.streams = streams;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> wanted = begin(request, response);
        Identity identity = ApiRequest.of(request).identity();
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        EventStream stream =
                streams.open(identity, wanted, context, response.getOutputStream(), request.getHeader("Last-Event-ID"));
        context.addListener(new Ending(stream));
    }

    /** The headers only: whoever asks for them would wait for the end of a stream. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        begin(request, response);
    }

    /** Returns the topics wanted, none for all. */
    private Set<String> begin(HttpServletRequest request, HttpServletResponse response) {
        ApiRequest call = ApiRequest.of(request);
        String topics = call.query().allow(Set.of("topics")).text("topics", "");
        streams.checkLimit(call.identity());
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache, no-store");
        response.setHeader("X-Accel-Buffering", "no");
        return topics.isEmpty() ? Set.of() : new HashSet<>(Arrays.asList(topics.split(",")));
    }

    /** The container noticed the end first. */
    private record Ending(EventStream stream) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Streams are started once.
        }
    }
}
