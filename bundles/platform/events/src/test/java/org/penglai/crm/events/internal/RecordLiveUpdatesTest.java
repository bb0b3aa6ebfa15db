package org.penglai.crm.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

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

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void pagesHearOfRecordsAfterTheCommitOnly(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            database.transactions().run(transaction -> {
                updates.appended(
                        transaction,
                        List.of(
                                new Entry("customers", 1, 4, "updated", 7, "{}"),
                                new Entry("contacts", 2, 2, "markLeft", 7, "{}"),
                                new Entry("contacts", 3, 1, "deleted", 7, null)));
                assertThat(published).isEmpty();
                return null;
            });
            assertThat(published)
                    .containsExactly(
                            "customers:" + Ids.format(1) + ":4:updated",
                            "contacts:" + Ids.format(2) + ":2:updated",
                            "contacts:" + Ids.format(3) + ":1:deleted");

            published.clear();
            assertThatThrownBy(() -> database.transactions().run(transaction -> {
                        updates.appended(transaction, List.of(new Entry("customers", 1, 5, "updated", 7, "{}")));
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");
            assertThat(published).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofManyOnlyTheTypeIsTold(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            List<Entry> entries = Stream.concat(
                            LongStream.rangeClosed(1, 51)
                                    .mapToObj(id -> new Entry("customers", id, 1, "created", 7, "{}")),
                            Stream.of(new Entry("contacts", 60, 1, "created", 7, "{}")))
                    .toList();
            database.transactions().run(transaction -> {
                updates.appended(transaction, entries);
                return null;
            });
            assertThat(published).containsExactly("customers", "contacts:" + Ids.format(60) + ":1:created");
        }
    }
}
