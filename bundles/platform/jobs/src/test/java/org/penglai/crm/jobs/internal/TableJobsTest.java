package org.penglai.crm.jobs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.jobs.internal.JobsFixture.ADMIN;
import static org.penglai.crm.jobs.internal.JobsFixture.LI;
import static org.penglai.crm.jobs.internal.JobsFixture.WANG;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.jobs.internal.JobFiles.Direction;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

class TableJobsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void jobsAreTheBusinessOfTheirOwnerAndOfThoseWhoMayReadAll(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            Jobs jobs = fixture.jobs(fixture.node());
            Job first = JobsFixture.submit(jobs, Map.of(), Map.of());
            Job second = JobsFixture.submit(jobs, Map.of(), Map.of());
            assertThat(jobs.list(LI, 50)).extracting(Job::id).containsExactly(second.id(), first.id());
            assertThat(jobs.list(LI, 1)).hasSize(1);
            assertThat(jobs.list(ADMIN, 50)).hasSize(2);
            assertThat(jobs.list(WANG, 50)).isEmpty();
            assertThat(jobs.find(WANG, first.id())).isEmpty();
            assertThat(jobs.cancel(WANG, first.id())).isFalse();
            assertThat(jobs.open(WANG, first.id(), "x")).isEmpty();

            assertThat(jobs.cancel(ADMIN, first.id())).isTrue();
            assertThat(jobs.find(LI, first.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
            assertThat(jobs.find(LI, 1)).isEmpty();
        }
    }

    @Test
    void namesOfFilesStayInsideTheJobsFolder() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            Jobs jobs = fixture.jobs(fixture.node());
            for (String name :
                    new String[] {"../x", "a/b", "a\\b", "..", "", " ", "x".repeat(151), "a\u0000b", "a\nb"}) {
                assertThatThrownBy(
                                () -> JobsFixture.submit(jobs, Map.of(), Map.of(name, InputStream.nullInputStream())))
                        .as(name)
                        .isInstanceOf(Invalid.class);
            }
            assertThat(jobs.list(LI, 10)).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            Jobs jobs = fixture.jobs(fixture.node());
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("connection reset");
                }
            };
            assertThatThrownBy(() -> JobsFixture.submit(jobs, Map.of(), Map.of("file", broken)))
                    .hasMessage("connection reset");
            assertThat(jobs.list(LI, 10)).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void filesGoThirtyDaysAfterTheEndAndTheJobStays(TestDatabase.Kind kind) throws Exception {
        try (JobsFixture fixture = new JobsFixture(kind, folder)) {
            Jobs jobs = fixture.jobs(fixture.node());
            long ended = submitFile(jobs);
            long waiting = submitFile(jobs);
            jobs.cancel(LI, ended);
            JobCleaning cleaning = new JobCleaning(fixture.store, fixture.files, fixture.clock);
            fixture.clock.move(Duration.ofDays(30));
            cleaning.clean();
            assertThat(fixture.files.exists(ended, Direction.IN, "file")).isTrue();
            fixture.clock.move(Duration.ofMinutes(1));
            cleaning.clean();
            assertThat(fixture.files.exists(ended, Direction.IN, "file")).isFalse();
            assertThat(fixture.files.exists(waiting, Direction.IN, "file")).isTrue();
            assertThat(jobs.find(LI, ended)).isPresent();
        }
    }

    @Test
    void foldersOfJobsThatWereNeverStoredGoAfterADay() throws Exception {
        try (JobsFixture fixture = new JobsFixture(TestDatabase.Kind.DERBY, folder)) {
            long orphan = fixture.database.ids().next();
            fixture.files.save(orphan, Direction.IN, "file", new ByteArrayInputStream(new byte[] {1}));
            Path orphaned = folder.resolve(Ids.format(orphan));
            Files.setLastModifiedTime(orphaned, FileTime.from(fixture.clock.instant()));
            JobCleaning cleaning = new JobCleaning(fixture.store, fixture.files, fixture.clock);
            cleaning.clean();
            assertThat(orphaned).exists();
            fixture.clock.move(Duration.ofDays(1).plusSeconds(1));
            cleaning.clean();
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private static long submitFile(Jobs jobs) throws IOException {
        return JobsFixture.submit(jobs, Map.of(), Map.of("file", new ByteArrayInputStream(new byte[] {1})))
                .id();
    }
}
