package org.penglai.crm.rest.internal.operation;

import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.events.spi.OutboxStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the readers of changes are behind. */
final class OutboxMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMetrics.class);

    private OutboxMetrics() {}

    /** @param outbox null while it is not there */
    static void write(MetricsText text, OutboxStatus outbox) {
        if (outbox == null) {
            return;
        }
        try {
            text.counter("crm_outbox_position", "Position of the newest change", outbox.last());
            text.gauge("crm_outbox_waiting", "Committed changes without a position", outbox.waiting());
            text.head("crm_outbox_lag", "gauge", "Changes a reader has before it");
            outbox.consumers().forEach(reader -> text.sample("crm_outbox_lag", reader.lag(), "reader", reader.name()));
            text.head("crm_outbox_failures", "gauge", "Failures of a reader in a row");
            outbox.consumers()
                    .forEach(reader -> text.sample("crm_outbox_failures", reader.failures(), "reader", reader.name()));
        } catch (Unavailable away) {
            LOG.debug("No figures of the outbox while the database is away", away);
        }
    }
}
