package org.penglai.crm.rest.internal.http;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.penglai.crm.rest.internal.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request whose body ends with a refusal as soon as it is longer, or comes more slowly, than permitted. */
final class LimitedRequest extends HttpServletRequestWrapper {
    private static final Logger LOG = LoggerFactory.getLogger(LimitedRequest.class);
    private static final long DISCARD_BYTES = 16L * 1024 * 1024;
    private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long limit;
    private final Patience patience;
    private ServletInputStream stream;

    private LimitedRequest(HttpServletRequest request, long limit, Patience patience) {
        super(request);
        this.limit = limit;
        this.patience = patience;
    }

    /** @throws Refusal at once if the announced length is beyond the limit */
    static HttpServletRequest of(HttpServletRequest request, long limit, Patience patience) {
        if (request.getContentLengthLong() > limit) {
            discard(request);
            throw Refusal.tooLarge(limit);
        }
        return MediaTypes.hasBody(request) ? new LimitedRequest(request, limit, patience) : request;
    }

    /**
     * A client that is still sending would see a broken connection in place of the answer, so what it sends is read
     * and dropped, as far as that is cheap.
     */
    private static void discard(HttpServletRequest request) {
        try {
            discard(request.getInputStream());
        } catch (IOException hungUp) {
            LOG.debug("A body beyond the limit broke off: {}", hungUp.toString());
        }
    }

    private static void discard(ServletInputStream in) throws IOException {
        long until = System.nanoTime() + DISCARD_NANOS;
        byte[] buffer = new byte[16 * 1024];
        long dropped = 0;
        int read = 0;
        while (read >= 0 && dropped < DISCARD_BYTES && System.nanoTime() < until) {
            read = in.read(buffer);
            dropped += Math.max(read, 0);
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getInputStream(), limit, patience);
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private final long limit;
        private final Patience patience;
        private long count;

        Counted(ServletInputStream in, long limit, Patience patience) {
            this.patience = patience;
            this.in = in;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = isRefused() ? -1 : receive(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private int receive(byte[] buffer, int offset, int length) throws IOException {
            int read;
            patience.waiting();
            try {
                read = in.read(buffer, offset, length);
            } catch (RuntimeException e) {
                // The boundary to the server: this is how it tells of a peer that hung up or broke the protocol.
                throw (EOFException) new EOFException("the body broke off").initCause(e);
            }
            patience.received(read);
            return read;
        }

        /** Whoever cleans up behind the refusal finds the end of the body, not one more failure. */
        private boolean isRefused() {
            return count > limit;
        }

        private void count(int more) throws IOException {
            if (more == 0) {
                return;
            }
            count += more;
            if (count > limit) {
                discard(in);
                throw Refusal.tooLarge(limit);
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
