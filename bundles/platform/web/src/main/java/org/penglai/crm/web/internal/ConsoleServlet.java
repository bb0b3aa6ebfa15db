package org.penglai.crm.web.internal;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the page at any path that is not somebody else's, its assets, and the files of plug-ins. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("crm-console")
@HttpWhiteboardServletPattern("/*")
public final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** With any weight but zero. */
    private static final Pattern GZIP = Pattern.compile("(gzip|\\*)(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?");

    private final transient ConsoleFrame frame;
    private final transient AssetStore plugins;

    @Activate
    public ConsoleServlet(@Reference ConsoleFrame frame, @Reference AssetStore plugins) {
        this.frame = frame;
        this.plugins = plugins;
    }

    /** Whoever serves these is not there yet: a 200 with the page or a 405 would mislead every client. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (isServerPath(path(request))) {
            response.setHeader("Retry-After", "1");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        if (path.startsWith("/plugins/")) {
            send(request, response, plugins.find(path), IMMUTABLE);
        } else if (path.startsWith("/assets/")) {
            send(request, response, frame.find(path), IMMUTABLE);
        } else {
            boolean page = "/".equals(path) || "/index.html".equals(path);
            Asset file = page ? null : frame.find(path);
            if (file != null) {
                send(request, response, file, "no-cache");
            } else if (!page && isForeign(path)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                response.setHeader("Content-Security-Policy", frame.policy());
                send(request, response, frame.index(), "no-store");
            }
        }
    }

    private static String path(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
        return path.isEmpty() ? "/" : path;
    }

    private static boolean isServerPath(String path) {
        return path.equals("/api")
                || path.startsWith("/api/")
                || "/healthz".equals(path)
                || "/readyz".equals(path)
                || "/metrics".equals(path);
    }

    /** Paths that belong to public pages or look like a file must not be answered with the page. */
    private static boolean isForeign(String path) {
        return path.startsWith("/public/")
                || path.startsWith("/soap/")
                || path.substring(path.lastIndexOf('/')).contains(".");
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Asset asset, String caching)
            throws IOException {
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", asset.etag());
        response.setHeader("Vary", "Accept-Encoding");
        if (isKnown(asset, request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = asset.body();
        if (asset.gzip() != null && acceptsGzip(request.getHeader("Accept-Encoding"))) {
            response.setHeader("Content-Encoding", "gzip");
            body = asset.gzip();
        }
        response.setContentType(asset.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A proxy that compresses makes the tag a weak one, and a client may name several. */
    private static boolean isKnown(Asset asset, String tags) {
        return tags != null
                && Stream.of(tags.split(","))
                        .map(String::strip)
                        .anyMatch(
                                tag -> tag.equals("*") || tag.equals(asset.etag()) || tag.equals("W/" + asset.etag()));
    }

    private static boolean acceptsGzip(String accepted) {
        return accepted != null
                && Stream.of(accepted.split(",")).map(String::strip).anyMatch(GZIP.asMatchPredicate());
    }
}
