package org.penglai.crm.work.internal.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Constants;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.bulkheads.spi.Bulkheads;

/** My day is what its sources say, as far as they say it in time. */
class CollectedInboxTest {
    private static final int MANY = 60;

    private final CollectedInbox inbox = new CollectedInbox(Clock.systemUTC(), Bulkheads.alone(Duration.ofMillis(500)));

    @Test
    @Timeout(60)
    void aSourceThatHangsOrFailsIsMissingAndTheRestIsThereInOrder() {
        CountDownLatch never = new CountDownLatch(1);
        bring(1, (caller, now) -> List.of(section("late", 300, 1)));
        bring(2, (caller, now) -> {
            throw new IllegalStateException("broken");
        });
        bring(3, (caller, now) -> {
            await(never);
            return List.of(section("never", 100, 1));
        });
        bring(4, (caller, now) -> List.of(section("empty", 50, 0), section("early", 200, MANY)));
        List<InboxSection> sections = inbox.sections(Caller.system());
        assertThat(sections).extracting(InboxSection::id).containsExactly("early", "late");
        assertThat(sections.get(0).items()).hasSize(50);
        never.countDown();
    }

    private void bring(long bundle, InboxSource source) {
        inbox.add(source, Map.of(Constants.SERVICE_BUNDLEID, bundle));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InboxSection section(String id, int order, int items) {
        List<InboxItem> list = IntStream.range(0, items)
                .mapToObj(i -> new InboxItem("customers", i, "t" + i, "", Instant.EPOCH, false, "/x", List.of()))
                .toList();
        return new InboxSection(id, Localized.same(id), order, list);
    }
}
