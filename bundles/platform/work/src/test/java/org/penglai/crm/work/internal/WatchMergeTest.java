package org.penglai.crm.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.work.internal.WorkKernel.SHANGHAI;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.watch.StoredWatches;
import org.penglai.crm.work.internal.watch.WatchMerge;
import org.penglai.crm.work.spi.Watches;

/** Who watches a record goes on hearing of it when it becomes part of another, and again of itself when that is taken back. */
class WatchMergeTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void watchersFollowAMergeAndComeBack(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            WatchMerge part = new WatchMerge();
            Watches watches = StoredWatches.with(
                    kernel.records, kernel.database.database(), kernel.database.transactions(), Clock.systemUTC());
            Caller of = kernel.user("of", SHANGHAI);
            Caller both = kernel.user("both", SHANGHAI);
            Caller kept = kernel.user("kept", SHANGHAI);
            Caller writer = kernel.user("writer", SHANGHAI);
            RecordSnapshot first = kernel.create(writer, "tasks", "subject", "甲");
            RecordSnapshot second = kernel.create(writer, "tasks", "subject", "乙");
            watches.watch(of, "tasks", second.id(), true);
            watches.watch(both, "tasks", second.id(), true);
            watches.watch(both, "tasks", first.id(), true);
            watches.watch(kept, "tasks", first.id(), true);

            List<Long> moved = kernel.database
                    .transactions()
                    .run(transaction -> part.move(transaction.sql(), "tasks", second.id(), first.id()));
            assertThat(moved).as("who watched both already stays").containsExactly(of.userId());
            assertThat(watches.state(of, "tasks", first.id())).isEqualTo(new Watches.State(true, 3));
            int before = kernel.notifications.unread(of);
            kernel.update(writer, first, "remark", "新");
            for (Caller each : List.of(of, both, kept)) {
                assertThat(kernel.notifications
                                .list(each, true, 1, 0)
                                .get(0)
                                .title()
                                .zh())
                        .as(each.username())
                        .isEqualTo("writer更新了任务“甲”：备注");
            }
            assertThat(kernel.notifications.unread(of)).isEqualTo(before + 1);

            watches.watch(kept, "tasks", first.id(), false);
            List<Boolean> back = kernel.database.transactions().run(transaction -> moved.stream()
                    .map(row -> part.moveBack(transaction.sql(), "tasks", row, first.id(), second.id()))
                    .toList());
            assertThat(back).containsExactly(true);
            assertThat(watches.state(of, "tasks", first.id())).isEqualTo(new Watches.State(false, 1));
            assertThat(watches.state(of, "tasks", second.id())).isEqualTo(new Watches.State(true, 2));
            assertThat(watches.state(both, "tasks", second.id())).isEqualTo(new Watches.State(true, 2));
            assertThat(watches.state(both, "tasks", first.id())).isEqualTo(new Watches.State(true, 1));

            watches.watch(of, "tasks", second.id(), false);
            assertThat(kernel.database
                            .transactions()
                            .<Boolean>run(transaction ->
                                    part.moveBack(transaction.sql(), "tasks", of.userId(), first.id(), second.id())))
                    .as("who has stopped since is not brought back")
                    .isFalse();
            kernel.database.transactions().run(transaction -> {
                part.purge(transaction.sql(), "tasks", List.of(first.id(), second.id()));
                return null;
            });
            assertThat(watches.state(both, "tasks", first.id())).isEqualTo(new Watches.State(false, 0));
        }
    }
}
