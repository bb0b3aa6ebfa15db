package org.penglai.crm.rest.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.files.spi.Uploads;

/**
 * {@code /public/uploads}: files of visitors in pieces, by the protocol tus 1.0.0 (tus.io/protocols/resumable-upload) with
 * its extensions creation and termination; and the script of pages that use it. Reads no cookie.
 */
@Component(
        service = Servlet.class,
        configurationPid = RestConfiguration.PID,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-uploads",
            "osgi.http.whiteboard.servlet.pattern=/public/uploads/*"
        })
public final class UploadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String VERSION = "1.0.0";
    private static final String PIECE = "application/offset+octet-stream";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String SCRIPT = "/upload.js";
    private static final int UNPROCESSABLE = 422;
    private static final int BEGINS_PER_SECOND = 2;
    private static final int BEGINS_AT_ONCE = 40;
    private static final int PIECES_PER_SECOND = 50;
    private static final int PIECES_AT_ONCE = 200;

    private final transient Uploads uploads;
    private final transient TrustedProxies proxies;
    private final long largest;
    private final transient RateLimit begins = new RateLimit(BEGINS_PER_SECOND, BEGINS_AT_ONCE, System::nanoTime);
    private final transient RateLimit pieces = new RateLimit(PIECES_PER_SECOND, PIECES_AT_ONCE, System::nanoTime);

    @Activate
    public UploadServlet(@Reference Uploads uploads, RestConfiguration configuration) {
        this.uploads = uploads;
        this.proxies = new TrustedProxies(List.of(configuration.proxies()));
        this.largest = configuration.attachment_limit();
    }

    @Override
    protected void service(HttpServletRequest sent, HttpServletResponse response) throws IOException {
        HttpServletRequest request = proxies.seen(sent);
        SecurityHeaders.set(request, response, SecurityHeaders.traceId(request));
        response.setHeader("Tus-Resumable", VERSION);
        response.setHeader("Cache-Control", "no-store");
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        try {
            ("POST".equals(request.getMethod()) ? begins : pieces).take(request.getRemoteAddr());
            answer(request, path, response);
        } catch (TooMany tooMany) {
            refuse(response, 429, tooMany.retryAfter().toSeconds());
        } catch (NotFound gone) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, 0);
        } catch (Conflict otherOffset) {
            refuse(response, HttpServletResponse.SC_CONFLICT, 0);
        } catch (Invalid refused) {
            refuse(response, UNPROCESSABLE, 0);
        } catch (Unavailable away) {
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    away.retryAfter().toSeconds());
        }
    }

    private void answer(HttpServletRequest request, String path, HttpServletResponse response) throws IOException {
        String token = path.isEmpty() ? "" : path.substring(1);
        switch (request.getMethod()) {
            case "GET" -> script(path, response);
            case "OPTIONS" -> options(response);
            case "POST" -> begin(request, token, response);
            case "HEAD" -> {
                Uploads.Progress progress = uploads.progress(token);
                response.setHeader(OFFSET, Long.toString(progress.received()));
                response.setHeader(LENGTH, Long.toString(progress.size()));
            }
            case "PATCH" -> append(request, token, response);
            case "DELETE" -> {
                uploads.abandon(token);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", "GET, HEAD, OPTIONS, POST, PATCH, DELETE");
                refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, 0);
            }
        }
    }

    private static void script(String path, HttpServletResponse response) throws IOException {
        if (!SCRIPT.equals(path)) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, 0);
            return;
        }
        response.setContentType("text/javascript; charset=utf-8");
        response.getOutputStream().write(UploadScript.content());
    }

    private void options(HttpServletResponse response) {
        response.setHeader("Tus-Version", VERSION);
        response.setHeader("Tus-Extension", "creation,termination");
        response.setHeader("Tus-Max-Size", Long.toString(largest));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void begin(HttpServletRequest request, String path, HttpServletResponse response) throws IOException {
        if (!path.isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, 0);
            return;
        }
        long size = number(request.getHeader(LENGTH));
        String name = name(request.getHeader("Upload-Metadata"));
        if (size < 0 || name == null) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, 0);
        } else if (size > largest) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, 0);
        } else {
            response.setHeader("Location", "/public/uploads/" + uploads.begin(name, size));
            response.setStatus(HttpServletResponse.SC_CREATED);
        }
    }

    private void append(HttpServletRequest request, String token, HttpServletResponse response) throws IOException {
        if (!PIECE.equals(request.getContentType())) {
            refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, 0);
            return;
        }
        long offset = number(request.getHeader(OFFSET));
        if (offset < 0) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, 0);
            return;
        }
        Uploads.Progress progress = uploads.append(token, offset, request.getInputStream());
        response.setHeader(OFFSET, Long.toString(progress.received()));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** A number of bytes; -1 for anything else. */
    private static long number(String header) {
        return header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : -1;
    }

    /** The file's name among the metadata; null if there is none that can be read. */
    private static String name(String metadata) {
        if (metadata == null) {
            return null;
        }
        for (String pair : metadata.split(",")) {
            String[] parts = pair.strip().split(" ");
            if (parts.length == 2 && parts[0].equals("filename")) {
                try {
                    return new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException notBase64) {
                    return null;
                }
            }
        }
        return null;
    }

    private static void refuse(HttpServletResponse response, int status, long retrySeconds) throws IOException {
        if (retrySeconds > 0) {
            response.setHeader("Retry-After", Long.toString(retrySeconds));
        }
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(Integer.toString(status).getBytes(StandardCharsets.US_ASCII));
    }
}
