package org.penglai.crm.jobs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.jobs.internal.JobLeases.Beat;
import org.penglai.crm.jobs.internal.JobLeases.Candidate;
import org.penglai.crm.persistence.testing.TestDatabase;

class JobLeasesTest {
    private static final JobStore.Ending DONE = new JobStore.Ending(JobState.SUCCEEDED, null, "{}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNodeThatWasTooSlowHasLostTheJob(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            long id = JobsFixture.submit(fixture.jobs(fixture.node()), Map.of(), Map.of())
                    .id();
            JobLeases slow = fixture.leases("slow");
            JobLeases quick = fixture.leases("quick");
            Candidate waiting = only(slow);
            assertThat(slow.claim(waiting)).isPresent();
            assertThat(quick.claim(waiting)).as("already taken").isEmpty();
            assertThat(slow.beat(id, 1, 2)).isEqualTo(Beat.GO_ON);
            fixture.clock.move(Duration.ofSeconds(29));
            assertThat(quick.candidates(List.of("test"), 10))
                    .as("lease still good")
                    .isEmpty();

            fixture.clock.move(Duration.ofSeconds(2));
            assertThat(quick.claim(only(quick))).isPresent();
            assertThat(slow.beat(id, 2, 2)).isEqualTo(Beat.LOST);
            assertThat(slow.finish(id, 2, 2, DONE)).isFalse();
            assertThat(slow.release(id)).isFalse();
            assertThat(quick.finish(id, 2, 2, DONE)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCancelledJobOfADeadNodeEndsAsCancelled(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            long id = JobsFixture.submit(fixture.jobs(fixture.node()), Map.of(), Map.of())
                    .id();
            JobLeases dead = fixture.leases("dead");
            dead.claim(only(dead)).orElseThrow();
            assertThat(fixture.store.cancel(id)).contains(JobState.RUNNING);
            assertThat(dead.beat(id, 0, 0)).isEqualTo(Beat.CANCEL);
            fixture.clock.move(JobLeases.LEASE.plusSeconds(1));
            JobLeases next = fixture.leases("next");
            assertThat(only(next).isLost()).isTrue();
            assertThat(next.bury(only(next))).isTrue();
            assertThat(fixture.store.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aJobThatWasGivenBackHasNotDied(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            long id = JobsFixture.submit(fixture.jobs(fixture.node()), Map.of(), Map.of())
                    .id();
            JobLeases node = fixture.leases("node");
            for (int i = 0; i < 5; i++) {
                assertThat(node.claim(only(node))).isPresent();
                assertThat(node.release(id)).isTrue();
            }
            assertThat(only(node).attempts()).isZero();
        }
    }

    private static Candidate only(JobLeases leases) {
        List<Candidate> candidates = leases.candidates(List.of("test"), 10);
        assertThat(candidates).hasSize(1);
        return candidates.get(0);
    }
}
