package org.penglai.crm.events.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.persistence.spi.Ids;

class RecordLiveUpdatesTest {
    private final List<String> published = new ArrayList<>();
    private final RecordLiveUpdates updates = new RecordLiveUpdates(new LiveUpdates() {
        @Override
        public void publish(LiveUpdate update) {
            assertThat(update.topic()).isEqualTo(LiveUpdate.RECORD);
            published.add(update.key());
        }

        @Override
        public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
            throw new UnsupportedOperationException();
        }
    });

    @Test
    void pagesOfEachNodeHearOfRecordsWithThePosition() {
        updates.handle(List.of(
                event(11, "customers", 1, 4, "updated"),
                event(12, "contacts", 2, 2, "markLeft"),
                event(13, "contacts", 3, 1, "deleted")));
        assertThat(updates.perNode()).isTrue();
        assertThat(published)
                .containsExactly(
                        "customers:" + Ids.format(1) + ":4:updated:11",
                        "contacts:" + Ids.format(2) + ":2:updated:12",
                        "contacts:" + Ids.format(3) + ":1:deleted:13");
    }

    @Test
    void ofManyOnlyTheTypeIsTold() {
        updates.handle(Stream.concat(
                        LongStream.rangeClosed(1, 51).mapToObj(id -> event(id, "customers", id, 1, "created")),
                        Stream.of(event(52, "contacts", 60, 1, "created")))
                .toList());
        assertThat(published).containsExactly("customers:51", "contacts:" + Ids.format(60) + ":1:created:52");
    }

    private static OutboxEvent event(long position, String type, long id, long version, String operation) {
        return new OutboxEvent(position, Instant.EPOCH, type, id, version, operation, 7, "{}");
    }
}
