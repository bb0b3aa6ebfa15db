package org.penglai.crm.rest.internal.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.penglai.crm.rest.internal.http.Identity;

/**
 * One open event stream. Writes without blocking: what the client does not take at once waits in a bounded buffer;
 * a client that falls behind is told to start afresh, one that takes nothing at all is cut off. Safe for any thread.
 */
final class EventStream implements WriteListener {
    private static final int LIMIT_BYTES = 256 * 1024;
    private static final byte[] RESYNC = "event: resync\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private final Identity identity;
    private final Set<String> topics;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Runnable onEnd;
    private final Deque<byte[]> buffer = new ArrayDeque<>();
    private int buffered;
    private boolean behind;
    private boolean flushed = true;
    private boolean ended;

    /**
     * @param topics names of the events wanted, empty for all
     * @param onEnd called once when the stream is over
     */
    EventStream(Identity identity, Set<String> topics, AsyncContext context, ServletOutputStream out, Runnable onEnd) {
        this.identity = identity;
        this.topics = topics;
        this.context = context;
        this.out = out;
        this.onEnd = onEnd;
    }

    Identity identity() {
        return identity;
    }

    boolean wants(String topic) {
        return topics.isEmpty() || topics.contains(topic);
    }

    void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean hopeless;
        synchronized (this) {
            if (ended) {
                return;
            }
            hopeless = buffered + bytes.length > LIMIT_BYTES && behind;
            if (!hopeless) {
                add(bytes);
            }
        }
        if (hopeless) {
            end();
        } else {
            pump();
        }
    }

    private void add(byte[] bytes) {
        if (buffered + bytes.length > LIMIT_BYTES) {
            buffer.clear();
            behind = true;
            buffered = 0;
            bytes = RESYNC;
        }
        buffer.add(bytes);
        buffered += bytes.length;
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    private void pump() {
        try {
            synchronized (this) {
                while (!ended && out.isReady()) {
                    byte[] next = buffer.poll();
                    if (next != null) {
                        buffered -= next.length;
                        flushed = false;
                        out.write(next);
                    } else if (!flushed) {
                        flushed = true;
                        behind = false;
                        out.flush();
                    } else {
                        return;
                    }
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client has gone: the usual end of a stream.
            end();
        }
    }

    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            buffer.clear();
        }
        onEnd.run();
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container has ended it already.
            return;
        }
    }
}
