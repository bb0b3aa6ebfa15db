package org.penglai.crm.rest.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.work.spi.CalendarFeeds;

/**
 * {@code /public/calendar/{secret}.ics}: a user's calendar for programs that cannot sign in. Reads no cookie. A secret
 * that is not good answers like a path that does not exist.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-calendar-feed",
            "osgi.http.whiteboard.servlet.pattern=/public/calendar/*"
        })
public final class CalendarFeedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern FILE = Pattern.compile("/([A-Za-z0-9_-]{43})\\.ics");
    private static final int PER_SECOND = 1;
    private static final int BURST = 30;

    private final transient CalendarFeeds feeds;
    private final transient RateLimit addresses = new RateLimit(PER_SECOND, BURST, System::nanoTime);

    @Activate
    public CalendarFeedServlet(@Reference CalendarFeeds feeds) {
        this.feeds = feeds;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Referrer-Policy", "no-referrer");
        try {
            addresses.take(request.getRemoteAddr());
        } catch (TooMany tooMany) {
            response.setHeader("Retry-After", "1");
            response.setStatus(429);
            return;
        }
        Optional<String> text = secret(request).flatMap(feeds::read);
        if (text.isEmpty()) {
            response.setStatus(404);
            return;
        }
        response.setContentType("text/calendar; charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"calendar.ics\"");
        response.getOutputStream().write(text.get().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> secret(HttpServletRequest request) {
        String path = request.getPathInfo();
        Matcher file = FILE.matcher(path == null ? "" : path);
        return file.matches() ? Optional.of(file.group(1)) : Optional.empty();
    }
}
