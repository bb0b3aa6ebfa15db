package org.penglai.crm.jobs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.jobs.internal.JobsFixture.LI;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobFile;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

class JobRunnerTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aJobReadsItsInputAndLeavesResultAndFiles(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            node.add(
                    new TestHandler(context -> {
                        context.progress(1, 2);
                        assertThat(context.caller()).isEqualTo(LI);
                        assertThat(context.parameters())
                                .containsEntry("mode", "insert")
                                .containsEntry("rows", 3);
                        try (InputStream in = context.input("客户.csv");
                                OutputStream out = context.output("错误.csv")) {
                            in.transferTo(out);
                        }
                        context.progress(2, 2);
                        return Map.of("created", 5_000_000_000L, "reasons", List.of(Map.of("code", "required")));
                    }),
                    1);
            Jobs jobs = fixture.jobs(node);
            byte[] content = "客户编号,客户名称".getBytes(StandardCharsets.UTF_8);

            Job submitted = JobsFixture.submit(
                    jobs, Map.of("mode", "insert", "rows", 3), Map.of("客户.csv", new ByteArrayInputStream(content)));
            assertThat(submitted.createdBy()).isEqualTo(7);
            Job job = fixture.awaitEnd(submitted.id());

            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(job.done()).isEqualTo(2);
            assertThat(job.total()).isEqualTo(2);
            assertThat(job.startedAt()).isNotNull();
            assertThat(job.finishedAt()).isNotNull();
            assertThat(job.message()).isNull();
            assertThat(job.result())
                    .containsEntry("created", 5_000_000_000L)
                    .containsEntry("reasons", List.of(Map.of("code", "required")));
            assertThat(job.files()).containsExactly(new JobFile("错误.csv", content.length));
            try (InputStream left = jobs.open(LI, job.id(), "错误.csv").orElseThrow()) {
                assertThat(left.readAllBytes()).isEqualTo(content);
            }
            assertThat(fixture.told).contains(new LiveUpdate(LiveUpdate.JOB, 7, Ids.format(job.id())));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void progressIsSeenWhileTheJobRuns(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            CountDownLatch seen = new CountDownLatch(1);
            JobRunner node = fixture.node();
            node.add(
                    new TestHandler(context -> {
                        for (int done = 1; done <= 500; done++) {
                            context.progress(done, 1_000);
                        }
                        seen.await();
                        return Map.of();
                    }),
                    1);
            Job job = JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of());
            Job running = fixture.await(job.id(), now -> now.done() > 0);
            assertThat(running.state()).isEqualTo(JobState.RUNNING);
            assertThat(running.total()).isEqualTo(1_000);
            seen.countDown();
            assertThat(fixture.awaitEnd(job.id()).done()).isEqualTo(500);
        }
    }

    @Test
    void aRefusalIsToldToTheOwnerAndAnythingElseIsNot() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            JobRunner node = fixture.node();
            node.add(
                    new TestHandler(context -> {
                        if (context.parameters().containsKey("broken")) {
                            throw new IllegalStateException("secret detail");
                        }
                        throw new Invalid(List.of(
                                Violation.of("mapping.名称", "unknownColumn", "文件中没有此列。", "The file has no such column."),
                                Violation.of("", "empty", "空的。", "It is empty.")));
                    }),
                    1);
            Jobs jobs = fixture.jobs(node);
            Job refused = fixture.awaitEnd(
                    JobsFixture.submit(jobs, Map.of(), Map.of()).id());
            assertThat(refused.state()).isEqualTo(JobState.FAILED);
            assertThat(refused.message().zh()).isEqualTo("mapping.名称：文件中没有此列。 空的。");
            assertThat(refused.message().en()).isEqualTo("mapping.名称: The file has no such column. It is empty.");
            Job broken = fixture.awaitEnd(
                    JobsFixture.submit(jobs, Map.of("broken", true), Map.of()).id());
            assertThat(broken.state()).isEqualTo(JobState.FAILED);
            assertThat(broken.message().en()).contains(Ids.format(broken.id())).doesNotContain("secret");
        }
    }

    @Test
    void aResultThatIsNoJsonIsAFailureOfTheJob() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            JobRunner node = fixture.node();
            node.add(new TestHandler(context -> Map.of("thread", new Object())), 1);
            Job job = fixture.awaitEnd(
                    JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of()).id());
            assertThat(job.state()).isEqualTo(JobState.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRunningJobEndsSoonAfterItIsCancelled(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            node.add(new TestHandler(JobRunnerTest::untilCancelled), 1);
            Jobs jobs = fixture.jobs(node);
            Job job = JobsFixture.submit(jobs, Map.of(), Map.of());
            fixture.await(job.id(), now -> now.state() == JobState.RUNNING);
            assertThat(jobs.cancel(LI, job.id())).isTrue();
            Job ended = fixture.awaitEnd(job.id());
            assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
            assertThat(ended.result()).containsEntry("created", 17);
            assertThat(jobs.cancel(LI, job.id())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCancellationOnAnotherNodeArrivesWithTheHeartBeat(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            JobRunner other = fixture.node();
            node.add(new TestHandler(JobRunnerTest::untilCancelled), 1);
            Job job = JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of());
            fixture.await(job.id(), now -> now.state() == JobState.RUNNING);
            assertThat(fixture.jobs(other).cancel(LI, job.id())).isTrue();
            fixture.clock.move(Duration.ofSeconds(6));
            assertThat(fixture.awaitEnd(job.id()).state()).isEqualTo(JobState.CANCELLED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aJobWithoutHandlerWaitsSaysSoAndStartsWhenTheHandlerComes(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            Jobs jobs = fixture.jobs(node);
            Job job = JobsFixture.submit(jobs, Map.of(), Map.of());
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.message().en()).contains("module");
            node.add(new TestHandler(context -> Map.of()), 1);
            assertThat(fixture.awaitEnd(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aJobWhoseHandlerGoesStartsAgainWithTheNextOne(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            CountDownLatch running = new CountDownLatch(1);
            TestHandler leaving = new TestHandler(context -> {
                running.countDown();
                new CountDownLatch(1).await();
                return Map.of("by", "old");
            });
            node.add(leaving, 1);
            Job job = JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of());
            running.await();
            node.remove(leaving);
            fixture.await(job.id(), now -> now.state() == JobState.QUEUED);
            node.add(new TestHandler(context -> Map.of("by", "new")), 1);
            assertThat(fixture.awaitEnd(job.id()).result()).containsEntry("by", "new");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNodeThatStopsGivesItsJobsBack(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            CountDownLatch running = new CountDownLatch(1);
            node.add(
                    new TestHandler(context -> {
                        running.countDown();
                        new CountDownLatch(1).await();
                        return Map.of();
                    }),
                    1);
            Job job = JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of());
            running.await();
            node.stop();
            assertThat(fixture.store.find(job.id()).orElseThrow().state()).isEqualTo(JobState.QUEUED);
            fixture.node().add(new TestHandler(context -> Map.of()), 1);
            assertThat(fixture.awaitEnd(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void aJobBeingClaimedWhenTheNodeStopsIsGivenBackToo() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            CountDownLatch claimed = new CountDownLatch(1);
            CountDownLatch stopped = new CountDownLatch(1);
            fixture.whenTold(() -> {
                if (Thread.currentThread().getName().equals("crm-job-timer")) {
                    claimed.countDown();
                    // The claim is half done: a node that stops must wait for it, not for this latch.
                    assertThat(stopped.await(1, TimeUnit.SECONDS)).isFalse();
                }
            });
            JobRunner node = fixture.node();
            node.add(new TestHandler(context -> Map.of()), 1);
            Job job = JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of());
            claimed.await();
            node.stop();
            stopped.countDown();
            assertThat(fixture.store.find(job.id()).orElseThrow().state()).isNotEqualTo(JobState.RUNNING);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofTwoNodesOneDoesEachJob(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            Map<Long, AtomicInteger> starts = new ConcurrentHashMap<>();
            List<JobRunner> nodes = List.of(fixture.node(), fixture.node());
            nodes.forEach(node -> node.add(
                    new TestHandler(context -> {
                        starts.computeIfAbsent(context.id(), id -> new AtomicInteger())
                                .incrementAndGet();
                        return Map.of();
                    }),
                    1));
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ids.add(JobsFixture.submit(fixture.jobs(nodes.get(i % 2)), Map.of(), Map.of())
                        .id());
            }
            for (long id : ids) {
                assertThat(fixture.awaitEnd(id).state()).isEqualTo(JobState.SUCCEEDED);
            }
            assertThat(starts).hasSize(40).allSatisfy((id, count) -> assertThat(count)
                    .hasValue(1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aJobOfADeadNodeRunsAgainAndIsGivenUpAfterTheSecondDeath(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            JobRunner node = fixture.node();
            Jobs jobs = fixture.jobs(node);
            long once = JobsFixture.submit(jobs, Map.of(), Map.of()).id();
            long twice = JobsFixture.submit(jobs, Map.of(), Map.of()).id();
            die(fixture, "first");
            JobLeases second = fixture.leases("second");
            second.claim(second.candidates(List.of("test"), 10).stream()
                            .filter(candidate -> candidate.id() == twice)
                            .findFirst()
                            .orElseThrow())
                    .orElseThrow();
            fixture.clock.move(JobLeases.LEASE.plusSeconds(1));

            node.add(new TestHandler(context -> Map.of("again", true)), 1);
            assertThat(fixture.awaitEnd(once).result()).containsEntry("again", true);
            Job givenUp = fixture.awaitEnd(twice);
            assertThat(givenUp.state()).isEqualTo(JobState.FAILED);
            assertThat(givenUp.message().en()).contains("twice");
        }
    }

    /** Claims everything and never says anything again. */
    private static void die(JobsFixture fixture, String name) {
        JobLeases dead = fixture.leases(name);
        dead.candidates(List.of("test"), 10)
                .forEach(candidate -> dead.claim(candidate).orElseThrow());
        fixture.clock.move(JobLeases.LEASE.plusSeconds(1));
    }

    private static Map<String, Object> untilCancelled(JobContext context) {
        while (!context.isCancelled()) {
            Thread.onSpinWait();
        }
        return Map.of("created", 17);
    }
}
