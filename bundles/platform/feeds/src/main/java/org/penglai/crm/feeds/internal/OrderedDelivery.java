package org.penglai.crm.feeds.internal;

import java.time.Duration;
import java.util.List;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers event by event. One that fails holds up those behind it and is tried again, later and later, until it is put
 * aside as a dead letter. Events before it in the same batch are not delivered again for it.
 */
public abstract class OrderedDelivery implements OutboxConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedDelivery.class);

    private final Letters letters;
    private long delivered;

    protected OrderedDelivery(Letters letters) {
        this.letters = letters;
    }

    /** Delivers one event; returns normally if it is none of this reader's business. */
    protected abstract void deliver(OutboxEvent event) throws InterruptedException;

    /** Whether it has been tried enough. */
    protected abstract boolean isHopeless(int attempts, Duration since);

    @Override
    public final void handle(List<OutboxEvent> batch) throws InterruptedException {
        // Only right after a failure is what was delivered known not to be wanted again.
        long before = delivered;
        delivered = 0;
        for (OutboxEvent event : batch) {
            if (event.position() > before) {
                try {
                    deliver(event);
                } catch (Fenced held) {
                    // One that took too long has had its try; one that was not begun waits until the way is free.
                    if (held.reason() != Fenced.Reason.TIMEOUT) {
                        throw held;
                    }
                    giveUpOr(event, held);
                } catch (RuntimeException failure) {
                    // Boundary: whoever delivers is foreign code or another system.
                    giveUpOr(event, failure);
                }
            }
            delivered = event.position();
        }
        delivered = 0;
    }

    private void giveUpOr(OutboxEvent event, RuntimeException failure) {
        Letters.Trouble trouble = letters.failed(name(), event.position());
        if (!isHopeless(trouble.attempts(), Duration.between(trouble.since(), trouble.now()))) {
            throw failure;
        }
        LOG.error(
                "{} is given up on change {} after {} attempts: {}",
                name(),
                event.position(),
                trouble.attempts(),
                failure.toString());
        letters.putAside(name(), event, trouble.attempts(), failure.toString());
    }
}
