package org.penglai.crm.events.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.events.internal.Journals;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.persistence.testing.TestDatabase;

class SequencerTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsCommittedLateGetsALatePositionAndIsNotPassedOver(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            SequencerLoop loop = world.loop();
            world.journals.telling(loop);
            world.waitFor(0);
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            ExecutorService slow = Executors.newSingleThreadExecutor();
            Future<?> late = slow.submit(() -> world.journals.commit(
                    () -> {
                        written.countDown();
                        await(release);
                    },
                    Journals.created(1)));
            await(written);
            try {
                world.journals.commit(Journals.created(2));
                world.waitFor(1);
                assertThat(world.events()).extracting(OutboxEvent::recordId).containsExactly(2L);
                release.countDown();
                late.get(20, TimeUnit.SECONDS);
                world.waitFor(2);
            } finally {
                slow.shutdown();
                loop.stop();
            }
            assertThat(world.events()).extracting(OutboxEvent::position).containsExactly(1L, 2L);
            assertThat(world.events()).extracting(OutboxEvent::recordId).containsExactly(2L, 1L);
            assertThat(world.reader.last()).isEqualTo(2);
            assertThat(world.reader.first()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void underManyWritersPositionsAreDenseAndEachCommitHasOne(TestDatabase.Kind kind) throws Exception {
        int writers = 6;
        int each = 40;
        try (OutboxWorld world = new OutboxWorld(kind)) {
            SequencerLoop loop = world.loop();
            world.journals.telling(loop);
            Set<Long> committed = ConcurrentHashMap.newKeySet();
            ExecutorService threads = Executors.newFixedThreadPool(writers);
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                Random random = new Random(writer);
                long own = writer + 1;
                done.add(threads.submit(() -> {
                    for (int i = 1; i <= each; i++) {
                        boolean refused = random.nextInt(4) == 0;
                        if (write(world, own, i, refused)) {
                            committed.add(own * 1_000 + i);
                        }
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
            world.waitFor(committed.size());
            loop.stop();
            List<OutboxEvent> events = world.events();
            assertThat(events)
                    .extracting(OutboxEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, committed.size()).boxed().toList());
            assertThat(events)
                    .extracting(event -> event.recordId() * 1_000 + event.recordVersion())
                    .containsExactlyInAnyOrderElementsOf(committed);
            for (long record = 1; record <= writers; record++) {
                long id = record;
                assertThat(events.stream().filter(event -> event.recordId() == id))
                        .extracting(OutboxEvent::recordVersion)
                        .isSorted();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void eventsOfARecordFollowItsVersionsEvenIfAClockIsBehind(TestDatabase.Kind kind) {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            world.journals.commit(new Entry("customers", 1, 3, "updated", 7, "{}"));
            world.journals.commit(new Entry("contacts", 1, 1, "created", 7, "{}"));
            world.journals.commit(new Entry("customers", 1, 2, "updated", 7, "{}"));
            world.sequence();
            assertThat(world.events())
                    .extracting(event -> event.type() + event.recordVersion())
                    .containsExactly("customers2", "contacts1", "customers3");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNodeThatLostItsLeaseMovesNothing(TestDatabase.Kind kind) {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            world.sequencer.round();
            CommittedRows noted = new CommittedRows();
            Sequencer other = new Sequencer(world.node(), noted);
            world.takeAway(Sequencer.NAME);
            world.journals.commit(Journals.created(1));
            assertThat(world.sequencer.round()).isZero();
            assertThat(world.events()).isEmpty();
            assertThat(other.round()).isEqualTo(1);
            world.journals.commit(Journals.created(2));
            noted.forget();
            assertThat(other.round()).isEqualTo(1);
            assertThat(world.events()).extracting(OutboxEvent::position).containsExactly(1L, 2L);
        }
    }

    private static boolean write(OutboxWorld world, long record, long version, boolean refused) {
        Entry entry = new Entry("customers", record, version, "updated", 7, "{}");
        if (!refused) {
            world.journals.commit(entry);
            return true;
        }
        assertThatThrownBy(() -> world.journals.commit(
                        () -> {
                            throw new IllegalStateException("refused");
                        },
                        entry))
                .hasMessage("refused");
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
