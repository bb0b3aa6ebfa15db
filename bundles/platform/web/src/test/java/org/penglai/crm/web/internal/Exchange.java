package org.penglai.crm.web.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** One request to a servlet and what it answers. */
final class Exchange {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    static Exchange of(Servlet servlet, String method, String path, String... requestHeaders)
            throws ServletException, IOException {
        Map<String, String> asked = new HashMap<>();
        for (int i = 0; i < requestHeaders.length; i += 2) {
            asked.put(requestHeaders[i], requestHeaders[i + 1]);
        }
        Exchange exchange = new Exchange();
        HttpServletRequest request = Fakes.of(
                HttpServletRequest.class,
                Map.of(
                        "getMethod", arguments -> method,
                        "getPathInfo", arguments -> path,
                        "getServletPath", arguments -> "",
                        "getProtocol", arguments -> "HTTP/1.1",
                        "getDateHeader", arguments -> -1L,
                        "getHeader", arguments -> asked.get(arguments[0])));
        servlet.service(request, exchange.response());
        return exchange;
    }

    private HttpServletResponse response() {
        return Fakes.of(
                HttpServletResponse.class,
                Map.of(
                        "setHeader",
                        arguments -> headers.put((String) arguments[0], (String) arguments[1]),
                        "setContentType",
                        arguments -> headers.put("Content-Type", (String) arguments[0]),
                        "setContentLength",
                        arguments -> headers.put("Content-Length", arguments[0].toString()),
                        "setContentLengthLong",
                        arguments -> headers.put("Content-Length", arguments[0].toString()),
                        "containsHeader",
                        arguments -> headers.containsKey(arguments[0]),
                        "setStatus",
                        this::status,
                        "sendError",
                        this::status,
                        "isCommitted",
                        arguments -> false,
                        "getOutputStream",
                        arguments -> new Output()));
    }

    private Object status(Object[] arguments) {
        status = (Integer) arguments[0];
        return null;
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.get(name);
    }

    String text() throws IOException {
        if ("gzip".equals(header("Content-Encoding"))) {
            return new String(
                    new GZIPInputStream(new ByteArrayInputStream(body.toByteArray())).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    int length() {
        return body.size();
    }

    private final class Output extends ServletOutputStream {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
