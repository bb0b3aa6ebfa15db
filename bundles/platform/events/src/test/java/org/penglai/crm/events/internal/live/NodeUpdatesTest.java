package org.penglai.crm.events.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.events.internal.MemoryLiveUpdates;
import org.penglai.crm.persistence.testing.TestDatabase;

class NodeUpdatesTest {
    private static final LiveUpdate NOTICE = new LiveUpdate("notification", 7, "0H3K");
    private static final LiveUpdate VIEWS = new LiveUpdate("views", 0, "customers");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatOneNodeTellsTheOthersHearOnce(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            database.migrate("events");
            SharedLiveUpdates a = node(database);
            SharedLiveUpdates b = node(database);
            a.send(List.of(NOTICE));
            assertThat(b.receive()).as("from before it was there").isEmpty();
            a.send(List.of(NOTICE, VIEWS));
            assertThat(b.receive()).containsExactlyInAnyOrder(NOTICE, VIEWS);
            assertThat(b.receive()).isEmpty();
            assertThat(a.receive()).as("its own").isEmpty();
            b.send(List.of(VIEWS));
            assertThat(a.receive()).containsExactly(VIEWS);
            a.clean();
            assertThat(node(database).receive()).isEmpty();
        }
    }

    @Test
    void aPageOnAnotherNodeHearsOfItByItself() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.migrate("events");
            MemoryLiveUpdates a = new MemoryLiveUpdates();
            MemoryLiveUpdates b = new MemoryLiveUpdates();
            BlockingQueue<LiveUpdate> heard = new LinkedBlockingQueue<>();
            NodeUpdates nodeA = nodeUpdates(a, database);
            NodeUpdates nodeB = nodeUpdates(b, database);
            try (AutoCloseable page = b.subscribe(heard::add)) {
                assertThat(page).isNotNull();
                a.publish(new LiveUpdate(LiveUpdate.PLUGINS, 0, "own"));
                LiveUpdate first = null;
                for (int i = 0; first == null && i < 100; i++) {
                    // What is told before the other node has looked for the first time is from before it was there.
                    a.publish(NOTICE);
                    first = heard.poll(1, TimeUnit.SECONDS);
                }
                assertThat(first).isEqualTo(NOTICE);
            } finally {
                nodeA.stop();
                nodeB.stop();
            }
        }
    }

    private static SharedLiveUpdates node(TestDatabase database) {
        return new SharedLiveUpdates(database.database(), database.transactions(), database.ids());
    }

    private static NodeUpdates nodeUpdates(MemoryLiveUpdates live, TestDatabase database) {
        return new NodeUpdates(
                live, database.database(), database.transactions(), database.ids(), database.dataSource());
    }
}
