package org.penglai.crm.web.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * An empty page in which the console shows a mail whose pictures a reader wants to see from where they are. The console's
 * own page loads nothing from elsewhere; this one loads pictures, tells nobody where they are wanted, and runs nothing.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("crm-mail-frame")
@HttpWhiteboardServletPattern("/frames/mail")
public final class MailFrameServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String POLICY = "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox;"
            + " default-src 'none'; img-src 'self' data: http: https:; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'self'";
    private static final byte[] PAGE =
            """
            <!doctype html>
            <meta charset="utf-8">
            <title>-</title>
            <style>
              body { margin: 0; padding: 8px; overflow-wrap: anywhere; color: #1d2129; background: #fff;
                font: 14px/1.6 system-ui, sans-serif }
            </style>
            """
                    .getBytes(StandardCharsets.UTF_8);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType("text/html; charset=utf-8");
        response.setContentLength(PAGE.length);
        response.getOutputStream().write(PAGE);
    }
}
