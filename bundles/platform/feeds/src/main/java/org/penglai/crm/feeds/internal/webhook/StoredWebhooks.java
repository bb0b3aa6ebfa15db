package org.penglai.crm.feeds.internal.webhook;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.feeds.internal.Letters;
import org.penglai.crm.feeds.spi.DeadLetters;
import org.penglai.crm.feeds.spi.Webhooks;
import org.penglai.crm.persistence.spi.Ids;

/** What is no field of webhooks: secrets, state, replays, trials, and the changes they were given up on. */
@Component
public final class StoredWebhooks implements Webhooks {
    private final Records records;
    private final WebhookSecrets secrets;
    private final OutboxStatus outbox;
    private final Letters letters;
    private final Journal journal;

    @Activate
    public StoredWebhooks(
            @Reference Records records,
            @Reference WebhookSecrets secrets,
            @Reference OutboxStatus outbox,
            @Reference Letters letters,
            @Reference Journal journal) {
        this.letters = letters;
        this.records = records;
        this.secrets = secrets;
        this.outbox = outbox;
        this.journal = journal;
    }

    @Override
    public String secret(Caller caller, long id) {
        RecordSnapshot webhook = require(caller, id, "update");
        note(caller, id, "secretRevealed", null);
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
        note(caller, id, "replayed", "{\"after\":" + Math.max(0, after) + "}");
    }

    @Override
    public String test(Caller caller, long id) {
        require(caller, id, "update");
        WebhookDelivery delivery = letters.delivery(WebhookDelivery.name(id))
                .map(WebhookDelivery.class::cast)
                .orElseThrow(() -> new Conflict(
                        "webhookNotActive", Localized.of("请先启用此 Webhook。", "This webhook has to be active first.")));
        note(caller, id, "tested", null);
        try {
            delivery.test();
            return null;
        } catch (IllegalStateException failure) {
            return failure.getMessage();
        }
    }

    @Override
    public List<DeadLetters.Letter> letters(Caller caller, long id, int limit) {
        require(caller, id, "read");
        return letters.list(WebhookDelivery.name(id), limit);
    }

    @Override
    public String sendAgain(Caller caller, long id, long letter) {
        requireLetter(caller, id, letter);
        note(caller, id, "replayed", "{\"letter\":\"" + Ids.format(letter) + "\"}");
        return letters.sendAgain(letter);
    }

    @Override
    public void drop(Caller caller, long id, long letter) {
        requireLetter(caller, id, letter);
        letters.drop(letter);
        note(caller, id, "letterDropped", "{\"letter\":\"" + Ids.format(letter) + "\"}");
    }

    private void requireLetter(Caller caller, long id, long letter) {
        require(caller, id, "update");
        boolean mine =
                letters.reader(letter).filter(WebhookDelivery.name(id)::equals).isPresent();
        if (!mine) {
            throw new NotFound("letterNotFound", Localized.of("没有这条记录。", "There is no such letter."));
        }
    }

    private void note(Caller caller, long id, String operation, String changes) {
        journal.note(new Journal.Entry(WebhooksType.TYPE, id, 0, operation, caller.userId(), changes));
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
