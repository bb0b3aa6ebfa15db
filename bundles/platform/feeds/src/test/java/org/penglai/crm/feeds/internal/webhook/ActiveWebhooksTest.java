package org.penglai.crm.feeds.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.feeds.internal.ConsumerRegistry;
import org.penglai.crm.feeds.internal.FeedWorld;
import org.penglai.crm.persistence.testing.TestDatabase;

class ActiveWebhooksTest {
    @TempDir
    Path folder;

    private final List<RecordSnapshot> present = new ArrayList<>();
    private final ConsumerRegistry registry = new ConsumerRegistry();
    private final List<OutboxConsumer> consumers = registry.consumers;

    @Test
    void aWebhookIsToldWhatHappenedAfterItCameEvenIfItIsSeenLate() {
        try (FeedWorld world = new FeedWorld(TestDatabase.Kind.DERBY)) {
            ActiveWebhooks webhooks = webhooks(world, () -> List.copyOf(present));
            present.add(webhook(1));
            assertThat(webhooks.begin(1, 10)).isEqualTo(10);
            assertThat(consumers.get(0).begin(1, 20)).isEqualTo(10);

            present.add(webhook(2));
            present.add(webhook(3));
            webhooks.handle(List.of(
                    FeedWorld.event(11, "customers", 5, "updated"),
                    FeedWorld.event(12, "webhooks", 2, "created"),
                    FeedWorld.event(13, "customers", 5, "updated")));
            assertThat(consumers).hasSize(3);
            assertThat(consumers.get(1).begin(1, 20)).as("told by an event").isEqualTo(12);
            assertThat(consumers.get(2).begin(1, 20))
                    .as("its event comes later")
                    .isEqualTo(13);
            webhooks.stop();
            assertThat(consumers).isEmpty();
        }
    }

    @Test
    void atTheVeryFirstStartTheReadingBeginsBeforeTheTypeIsKnown() {
        try (FeedWorld world = new FeedWorld(TestDatabase.Kind.DERBY)) {
            ActiveWebhooks webhooks = webhooks(world, () -> {
                throw new NotFound("unknownType", Localized.of("没有这种记录", "There is no such type"));
            });
            assertThat(webhooks.begin(1, 10)).isEqualTo(10);
            assertThat(consumers).isEmpty();
            webhooks.stop();
        }
    }

    private ActiveWebhooks webhooks(FeedWorld world, Supplier<List<RecordSnapshot>> listed) {
        return new ActiveWebhooks(
                registry.context(),
                (Records) Proxy.newProxyInstance(
                        Records.class.getClassLoader(),
                        new Class<?>[] {Records.class},
                        (proxy, method, arguments) -> listed.get()),
                null,
                world.letters,
                FeedWorld.changes(List.of()),
                new WebhookSecrets(folder),
                null,
                new Defaults());
    }

    private static RecordSnapshot webhook(long id) {
        return new RecordSnapshot(
                WebhooksType.TYPE,
                id,
                1,
                Map.of(WebhooksType.ADDRESS, "http://127.0.0.1:1/", "types", "customers", "createdBy", 7L));
    }

    private static final class Defaults implements WebhookConfiguration {
        @Override
        public boolean internalAddresses() {
            return true;
        }

        @Override
        public int giveUpHours() {
            return 1;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WebhookConfiguration.class;
        }
    }
}
