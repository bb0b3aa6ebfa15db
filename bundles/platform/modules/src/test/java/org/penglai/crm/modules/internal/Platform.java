package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.karaf.features.FeatureEvent;
import org.apache.karaf.features.FeaturesService;
import org.jooq.impl.DSL;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** A desired state on a container and a database, whose worker runs at once on the caller's thread. */
final class Platform {
    final Container container;
    final DesiredModules desired;
    final ModuleHistory history;
    final Set<String> forgotten = new HashSet<>();
    final List<String> notes = new ArrayList<>();
    private final Path folder;

    /** With nothing desired so far. */
    Platform(Path folder, TestDatabase database, DesiredModules desired) throws IOException {
        database.transactions().run(transaction -> transaction
                .sql()
                .deleteFrom(DSL.table(DSL.name("crm_module")))
                .execute());
        this.desired = desired;
        this.history =
                new ModuleHistory(database.database(), database.transactions(), database.ids(), database.dataSource());
        this.folder = folder;
        this.container = new Container(folder);
    }

    /** Starts it as the boot does. */
    DesiredState start(String... standard) {
        return start(container.features(), new Direct(), standard);
    }

    DesiredState start(FeaturesService features, Direct worker, String... standard) {
        return new DesiredState(
                container.context(),
                List.of(standard),
                new KarStore(folder.resolve("modules"), container.system, KarTrust.ofAll()),
                desired,
                history,
                new FeatureModules(features),
                container.gates(),
                container.migrations(),
                types(),
                container.health(types()),
                Bulkheads.alone(Duration.ofSeconds(30)),
                Fakes.of(Journal.class, Map.of("note", arguments -> {
                    Journal.Entry entry = (Journal.Entry) arguments[0];
                    return notes.add(entry.operation() + ' ' + entry.changes());
                })),
                null,
                worker,
                Duration.ZERO,
                Duration.ofSeconds(2));
    }

    private Types types() {
        Map<String, Function<Object[], Object>> answers = Map.of(
                "list", arguments -> List.<StoredType>of(),
                "problems", arguments -> List.of(),
                "forget", arguments -> forgotten.add((String) arguments[0]) ? null : null);
        return Fakes.of(Types.class, answers);
    }

    /** What the container tells after a feature came. */
    static FeatureEvent came(String name, String version) {
        return new FeatureEvent(
                FeatureEvent.EventType.FeatureInstalled, Container.feature(name, version, List.of()), "root", false);
    }

    /** What the container tells after a feature went. */
    static FeatureEvent went(String name, String version) {
        return new FeatureEvent(
                FeatureEvent.EventType.FeatureUninstalled, Container.feature(name, version, List.of()), "root", false);
    }

    /** The container's cache is deleted: nothing is installed, and only what the archive ships is known. */
    void emptyCache() throws IOException {
        container.installed.clear();
        container.forgetAllBut("mvn:");
    }

    /** Runs tasks when they come, on the caller's thread. */
    static class Direct extends AbstractExecutorService {
        private boolean stopped;

        @Override
        public void execute(Runnable task) {
            if (stopped) {
                throw new java.util.concurrent.RejectedExecutionException();
            }
            task.run();
        }

        @Override
        public void shutdown() {
            stopped = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            stopped = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return stopped;
        }

        @Override
        public boolean isTerminated() {
            return stopped;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return stopped;
        }
    }
}
