package org.penglai.crm.feeds.internal.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.feeds.internal.Letters;
import org.penglai.crm.feeds.internal.change.VisibleChanges;
import org.penglai.crm.security.spi.Users;

/**
 * Makes a reader of the changes of every active webhook, on every node (the lease decides who sends), and follows the
 * record type by reading changes itself.
 */
@Component(configurationPid = WebhookConfiguration.PID)
@Designate(ocd = WebhookConfiguration.class)
public final class ActiveWebhooks implements OutboxConsumer {
    private static final int MOST = 1_000;

    private final BundleContext bundle;
    private final Records records;
    private final Users users;
    private final Letters letters;
    private final VisibleChanges changes;
    private final WebhookSecrets secrets;
    private final PinnedPost post;
    private final Duration giveUp;
    private final Map<Long, Running> running = new HashMap<>();
    private boolean ended;

    /** @param migrated only there when the tables are */
    @Activate
    public ActiveWebhooks(
            BundleContext bundle,
            @Reference Records records,
            @Reference Users users,
            @Reference Letters letters,
            @Reference VisibleChanges changes,
            @Reference WebhookSecrets secrets,
            @Reference(target = "(osgi.jndi.service.name=crm-feeds)") DataSource migrated,
            WebhookConfiguration configuration) {
        this.bundle = bundle;
        this.records = records;
        this.users = users;
        this.letters = letters;
        this.changes = changes;
        this.secrets = secrets;
        this.post = new PinnedPost(new SafeAddresses(configuration.internalAddresses()));
        this.giveUp = Duration.ofHours(Math.max(1, configuration.giveUpHours()));
    }

    @Deactivate
    synchronized void stop() {
        ended = true;
        running.values().forEach(this::end);
        running.clear();
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public boolean perNode() {
        return true;
    }

    /** Called when the reading begins: the moment to look which webhooks there are. */
    @Override
    public long begin(long first, long last) {
        refresh(Map.of(), last);
        return last;
    }

    @Override
    public void handle(List<OutboxEvent> batch) {
        Map<Long, Long> touched = batch.stream()
                .filter(event -> event.type().equals(WebhooksType.TYPE))
                .collect(Collectors.toMap(OutboxEvent::recordId, OutboxEvent::position, Math::min));
        if (!touched.isEmpty()) {
            refresh(touched, batch.get(batch.size() - 1).position());
        }
    }

    /**
     * @param since by id where the webhooks came: a new one is told everything behind that, however late it is seen here
     * @param otherwise for one whose coming is told only later
     */
    private synchronized void refresh(Map<Long, Long> since, long otherwise) {
        if (ended) {
            return;
        }
        Map<Long, WebhookDelivery.Target> wanted = active().stream()
                .map(this::target)
                .collect(Collectors.toMap(WebhookDelivery.Target::id, target -> target));
        for (Long id : new HashSet<>(running.keySet())) {
            if (!running.get(id).delivery.target().equals(wanted.get(id))) {
                end(running.remove(id));
            }
        }
        wanted.forEach((id, target) ->
                running.computeIfAbsent(id, missing -> begin(target, since.getOrDefault(id, otherwise))));
    }

    private List<RecordSnapshot> active() {
        try {
            return records.list(Caller.system(), WebhooksType.TYPE, new RecordQuery("active==true", "", MOST));
        } catch (NotFound notYet) {
            // At the very first start the type becomes known after the readers begin; there cannot be one yet.
            return List.of();
        }
    }

    private Running begin(WebhookDelivery.Target target, long since) {
        WebhookDelivery delivery =
                new WebhookDelivery(target, since, letters, changes, this::owner, post, Clock.systemUTC(), giveUp);
        letters.present(delivery);
        return new Running(delivery, bundle.registerService(OutboxConsumer.class, delivery, null));
    }

    private void end(Running one) {
        letters.gone(one.delivery);
        one.registration.unregister();
    }

    private WebhookDelivery.Target target(RecordSnapshot webhook) {
        Long owner = webhook.reference("owner");
        Long creator = webhook.reference("createdBy");
        return new WebhookDelivery.Target(
                webhook.id(),
                URI.create(webhook.text(WebhooksType.ADDRESS)),
                words(webhook.text("types")),
                words(webhook.text("operations")),
                owner != null ? owner : creator == null ? 0 : creator,
                secrets.of(webhook.id(), webhook.integer(WebhooksType.SECRET_VERSION, 1)));
    }

    private Caller owner(long id) {
        return records.find(Caller.system(), "users", id)
                .flatMap(user -> users.caller(user.text("username")))
                .orElseThrow(() -> new IllegalStateException("the owner of the webhook is not an active user"));
    }

    private static Set<String> words(String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split("[\\s,，;；]+"))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private record Running(WebhookDelivery delivery, ServiceRegistration<OutboxConsumer> registration) {}
}
