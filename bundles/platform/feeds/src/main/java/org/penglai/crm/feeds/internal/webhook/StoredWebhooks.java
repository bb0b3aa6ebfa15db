package org.penglai.crm.feeds.internal.webhook;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.feeds.spi.Webhooks;

/** Secrets, state and replays, for those who may change the webhook. */
@Component
public final class StoredWebhooks implements Webhooks {
    private final Records records;
    private final WebhookSecrets secrets;
    private final OutboxStatus outbox;
    private final Journal journal;

    @Activate
    public StoredWebhooks(
            @Reference Records records,
            @Reference WebhookSecrets secrets,
            @Reference OutboxStatus outbox,
            @Reference Journal journal) {
        this.records = records;
        this.secrets = secrets;
        this.outbox = outbox;
        this.journal = journal;
    }

    @Override
    public String secret(Caller caller, long id) {
        RecordSnapshot webhook = require(caller, id, "update");
        journal.note(new Journal.Entry(WebhooksType.TYPE, id, 0, "secretRevealed", caller.userId(), null));
        return secrets.of(id, webhook.integer(WebhooksType.SECRET_VERSION, 1));
    }

    @Override
    public OutboxStatus.Consumer state(Caller caller, long id) {
        require(caller, id, "read");
        String name = WebhookDelivery.name(id);
        return outbox.consumers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void replay(Caller caller, long id, long after) {
        require(caller, id, "update");
        if (!outbox.seek(WebhookDelivery.name(id), Math.max(0, after))) {
            throw new NotFound(
                    "webhookNotRunning", Localized.of("此 Webhook 尚未启用过。", "This webhook has never been active."));
        }
        journal.note(new Journal.Entry(
                WebhooksType.TYPE, id, 0, "replayed", caller.userId(), "{\"after\":" + Math.max(0, after) + "}"));
    }

    private RecordSnapshot require(Caller caller, long id, String operation) {
        if (!caller.may(WebhooksType.TYPE + ":" + operation)) {
            throw new Forbidden("missingPermission", Localized.of("您没有此权限。", "You lack the right."));
        }
        return records.find(caller, WebhooksType.TYPE, id)
                .orElseThrow(() ->
                        new NotFound("recordNotFound", Localized.of("没有这个 Webhook。", "There is no such webhook.")));
    }
}
