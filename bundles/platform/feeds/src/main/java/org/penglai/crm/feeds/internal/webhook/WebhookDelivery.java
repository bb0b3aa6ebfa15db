package org.penglai.crm.feeds.internal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.feeds.internal.Letters;
import org.penglai.crm.feeds.internal.OrderedDelivery;
import org.penglai.crm.feeds.internal.change.VisibleChanges;
import org.penglai.crm.feeds.spi.ChangeFeed.Change;
import org.penglai.crm.persistence.spi.Ids;

/** Sends the changes that the owner of a webhook may see, one signed request each. */
final class WebhookDelivery extends OrderedDelivery {
    private final Target target;
    private final long since;
    private final VisibleChanges changes;
    private final LongFunction<Caller> owners;
    private final PinnedPost post;
    private final Clock clock;
    private final Duration giveUp;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param since position that a webhook which has been sent nothing yet goes on after
     * @param owners who calls when this user does; fails if he is not active
     */
    WebhookDelivery(
            Target target,
            long since,
            Letters letters,
            VisibleChanges changes,
            LongFunction<Caller> owners,
            PinnedPost post,
            Clock clock,
            Duration giveUp) {
        super(letters);
        this.target = target;
        this.since = since;
        this.changes = changes;
        this.owners = owners;
        this.post = post;
        this.clock = clock;
        this.giveUp = giveUp;
    }

    static String name(long webhook) {
        return "webhook " + Ids.format(webhook);
    }

    Target target() {
        return target;
    }

    @Override
    public String name() {
        return name(target.id);
    }

    @Override
    public long begin(long first, long last) {
        return since;
    }

    @Override
    protected boolean isHopeless(int attempts, Duration since) {
        return since.compareTo(giveUp) >= 0;
    }

    @Override
    protected void deliver(OutboxEvent event) {
        boolean wanted = target.types.contains(event.type())
                && (target.operations.isEmpty() || target.operations.contains(event.operation()));
        if (!wanted) {
            return;
        }
        for (Change change : changes.visible(owners.apply(target.owner), List.of(event), target.types)) {
            send(change);
        }
    }

    /** Sends a request that tells of no change; fails with the reason if it does not arrive. */
    void test() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("webhook", Ids.format(target.id));
        body.put("test", true);
        body.put("at", clock.instant().toString());
        post(Map.of(), json(body));
    }

    private void send(Change change) {
        post(Map.of("X-Penglai-Position", Long.toString(change.position())), body(change));
    }

    private void post(Map<String, String> further, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Penglai-CRM");
        headers.putAll(further);
        headers.put(
                "X-Penglai-Signature",
                "t=" + seconds + ",v1=" + WebhookSecrets.signature(target.secret, seconds, body));
        int status;
        try {
            status = post.send(target.url, headers, body);
        } catch (IOException e) {
            throw new IllegalStateException("the receiver cannot be reached: " + e, e);
        }
        if (status < 200 || status > 299) {
            throw new IllegalStateException("the receiver answered " + status);
        }
    }

    /** Ids and names only: values are read by the interface, under the rights of the moment. */
    private byte[] body(Change change) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("webhook", Ids.format(target.id));
        body.put("position", change.position());
        body.put("at", change.at().toString());
        body.put("type", change.type());
        body.put("id", Ids.format(change.id()));
        body.put("version", change.version());
        body.put("operation", change.operation());
        body.put("by", change.userId() == 0 ? null : Ids.format(change.userId()));
        body.put("fields", change.fields());
        return json(body);
    }

    private byte[] json(Map<String, Object> body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param owner whose rights decide what is sent
     * @param operations empty for all
     */
    record Target(long id, URI url, Set<String> types, Set<String> operations, long owner, String secret) {}
}
