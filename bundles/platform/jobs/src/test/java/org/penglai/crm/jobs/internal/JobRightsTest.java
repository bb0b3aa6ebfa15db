package org.penglai.crm.jobs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.jobs.internal.JobsFixture.LI;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** A job has the rights that its owner has while it runs, not those of the day it was submitted. */
class JobRightsTest {
    @TempDir
    Path folder;

    @Test
    void aRightThatWasTakenAwayIsGoneInJobsThatWait() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            List<Set<String>> held = new CopyOnWriteArrayList<>();
            fixture.users = submitted -> Optional.of(with(submitted, "customers:read"));
            JobRunner node = fixture.node();
            Job job = JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of());
            node.add(
                    new TestHandler(context -> {
                        held.add(context.caller().permissions());
                        return Map.of();
                    }),
                    1);
            assertThat(fixture.awaitEnd(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(held).containsExactly(Set.of("customers:read"));
        }
    }

    @Test
    void aJobOfSomebodyWhoLeftDoesNotStartAndSaysWhy() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            AtomicInteger runs = new AtomicInteger();
            fixture.users = submitted -> Optional.empty();
            JobRunner node = fixture.node();
            node.add(new TestHandler(context -> Map.of("run", runs.incrementAndGet())), 1);
            Job job = fixture.awaitEnd(
                    JobsFixture.submit(fixture.jobs(node), Map.of(), Map.of()).id());
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.message().en()).contains("may not sign in any more");
            assertThat(runs).hasValue(0);
        }
    }

    @Test
    void aRunningJobStopsSoonAfterItsOwnerLeft() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            CountDownLatch begun = new CountDownLatch(1);
            JobRunner node = fixture.node();
            node.add(
                    new TestHandler(context -> {
                        begun.countDown();
                        while (!context.isCancelled()) {
                            Thread.onSpinWait();
                        }
                        return Map.of("created", 17);
                    }),
                    1);
            Jobs jobs = fixture.jobs(node);
            Job job = JobsFixture.submit(jobs, Map.of(), Map.of());
            begun.await();
            fixture.users = submitted -> Optional.empty();
            fixture.clock.move(Duration.ofSeconds(6));
            Job ended = fixture.awaitEnd(job.id());
            assertThat(ended.state()).isEqualTo(JobState.FAILED);
            assertThat(ended.message().zh()).contains("已停用");
            // What was done is told all the same.
            assertThat(ended.result()).containsEntry("created", 17);
        }
    }

    @Test
    void noJobStartsWhileNobodyKnowsTheUsers() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            AtomicInteger runs = new AtomicInteger();
            JobRunner node = fixture.node();
            Jobs jobs = fixture.jobs(node);
            node.know(null);
            node.add(new TestHandler(context -> Map.of("run", runs.incrementAndGet())), 1);
            Job job = JobsFixture.submit(jobs, Map.of(), Map.of());
            assertThat(jobs.find(LI, job.id()).orElseThrow().state()).isEqualTo(JobState.QUEUED);
            node.know(Optional::of);
            assertThat(fixture.awaitEnd(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(runs).hasValue(1);
        }
    }

    private static Caller with(Caller caller, String... permissions) {
        return new Caller(
                caller.userId(),
                caller.username(),
                caller.displayName(),
                caller.locale(),
                caller.zone(),
                Set.of(permissions));
    }
}
