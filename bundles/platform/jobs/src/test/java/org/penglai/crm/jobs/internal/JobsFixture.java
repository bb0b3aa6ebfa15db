package org.penglai.crm.jobs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.jobs.spi.JobCallers;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestFolders;
import org.penglai.crm.vault.internal.MasterKeys;
import org.penglai.crm.vault.internal.TablePersonKeys;

/** Jobs on a fresh database: a node or several, and somebody who watches. */
final class JobsFixture implements AutoCloseable, LiveUpdates {
    static final Caller LI = caller(7, "li", "*:read");
    static final Caller WANG = caller(8, "wang", "*:read");
    static final Caller ADMIN = caller(1, "admin", "*");

    final TestDatabase database;
    final MovedClock clock = new MovedClock();
    final JobFiles files;
    final JobStore store;
    /** Who people are by now. */
    volatile JobCallers users = Optional::of;

    final List<LiveUpdate> told = new ArrayList<>();
    private final BlockingQueue<LiveUpdate> updates = new LinkedBlockingQueue<>();
    private final List<JobRunner> nodes = new ArrayList<>();
    private volatile Listener listener = () -> {};

    JobsFixture(TestDatabase.Kind kind, Path folder) {
        database = kind.migrated("vault", "jobs");
        MasterKeys master = new MasterKeys(
                database.database(),
                database.transactions(),
                TestFolders.untilTheEnd("job-keys").resolve("vault.key"));
        files = new JobFiles(
                folder, new SealedFiles(new TablePersonKeys(database.database(), database.transactions(), master)));
        store = new JobStore(database.database(), database.transactions(), clock);
    }

    /** Runs on the thread that tells, before anybody hears of it. */
    void whenTold(Listener told) {
        listener = told;
    }

    JobRunner node() {
        JobRunner node = new JobRunner(
                database.database(),
                database.transactions(),
                store,
                this,
                clock,
                files,
                Bulkheads.alone(Duration.ofSeconds(30)));
        node.know(submitted -> users.now(submitted));
        node.start();
        nodes.add(node);
        return node;
    }

    Jobs jobs(JobRunner node) {
        return new TableJobs(database.ids(), store, node, files);
    }

    JobLeases leases(String node) {
        return new JobLeases(database.database(), database.transactions(), clock, node);
    }

    static Job submit(Jobs jobs, Map<String, Object> parameters, Map<String, InputStream> inputs) throws IOException {
        return jobs.submit(LI, new JobRequest("test", Localized.of("测试", "Test"), parameters), inputs);
    }

    /** Waits for the job to be such, looking at each live update. */
    Job await(long id, Predicate<Job> such) throws InterruptedException {
        Job job = store.find(id).orElseThrow();
        while (!such.test(job)) {
            LiveUpdate update = updates.poll(20, TimeUnit.SECONDS);
            assertThat(update).as("a live update; the job is " + job).isNotNull();
            job = store.find(id).orElseThrow();
        }
        return job;
    }

    Job awaitEnd(long id) throws InterruptedException {
        return await(id, job -> job.state().isFinal());
    }

    @Override
    public void publish(LiveUpdate update) {
        try {
            listener.told();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        synchronized (told) {
            told.add(update);
        }
        updates.add(update);
    }

    @Override
    public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws InterruptedException {
        for (JobRunner node : nodes) {
            node.stop();
        }
        database.close();
    }

    private static Caller caller(long id, String name, String... permissions) {
        return new Caller(id, name, name, Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of(permissions));
    }

    /** What a test does when something is told. */
    interface Listener {
        void told() throws InterruptedException;
    }
}
