package org.penglai.crm.feeds.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.feeds.internal.FeedWorld;
import org.penglai.crm.feeds.spi.ChangeFeed.Change;
import org.penglai.crm.feeds.spi.ChangeFeed.Page;

class VisibleChangesTest {
    @Test
    void tellsOfWhatTheCallerSeesAndOfDeletionsByIdOnly() {
        Page page = FeedWorld.changes(List.of(
                        FeedWorld.event(1, "contacts", 1, "created"),
                        FeedWorld.event(2, "customers", FeedWorld.OUT_OF_SIGHT, "updated"),
                        FeedWorld.event(3, "customers", 3, "updated"),
                        FeedWorld.event(4, "customers", FeedWorld.OUT_OF_SIGHT, "deleted"),
                        FeedWorld.event(5, "customers", 5, "deleted")))
                .read(FeedWorld.ANNA, 0, Set.of(), 100);
        assertThat(page.items()).extracting(Change::position).containsExactly(3L, 5L);
        assertThat(page.items().get(0).fields()).containsExactly("name");
        assertThat(page.items().get(1).fields()).isEmpty();
        assertThat(page.next()).isEqualTo(5);
        assertThat(page.last()).isEqualTo(5);
    }

    @Test
    void readsOnPageByPageWithoutLosingAny() {
        List<OutboxEvent> events = FeedWorld.events(1, 730);
        VisibleChanges changes = FeedWorld.changes(events);
        List<Long> read = new ArrayList<>();
        Page page = changes.read(FeedWorld.ANNA, 0, Set.of("customers"), 70);
        while (!page.items().isEmpty()) {
            page.items().forEach(change -> read.add(change.position()));
            page = changes.read(FeedWorld.ANNA, page.next(), Set.of("customers"), 70);
        }
        assertThat(read)
                .containsExactlyElementsOf(
                        events.stream().map(OutboxEvent::position).toList());
    }

    @Test
    void saysWhenTooMuchWasMissed() {
        VisibleChanges changes = FeedWorld.changes(FeedWorld.events(10, 12));
        assertThatThrownBy(() -> changes.read(FeedWorld.ANNA, 3, Set.of(), 10)).isInstanceOf(Invalid.class);
        assertThat(changes.read(FeedWorld.ANNA, 9, Set.of(), 10).items()).hasSize(3);
    }
}
