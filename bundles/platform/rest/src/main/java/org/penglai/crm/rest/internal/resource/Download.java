package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.StreamingOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is written while it is read: what fails on the way must not pass for the end of it. */
final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);

    private Download() {}

    /** Writes the whole file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param what it is, for the log */
    static StreamingOutput of(String what, HttpServletResponse response, Content content) {
        return out -> {
            try {
                content.writeTo(out);
                out.flush();
            } catch (IOException | RuntimeException e) {
                // The boundary to the client: headers and part of the file are gone, only a broken connection tells.
                LOG.info("An export of {} broke off: {}", what, e.toString());
                abort(response, e);
            }
        };
    }

    /** An answer that ended as usual would pass for a whole file. */
    private static void abort(HttpServletResponse response, Exception cause) throws IOException {
        if (response.isCommitted()) {
            // The server's way of closing the connection without the end of the body.
            response.sendError(-1);
        } else {
            throw cause instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) cause;
        }
    }
}
