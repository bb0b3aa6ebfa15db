package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginRegistryTest {
    @TempDir
    Path folder;

    private final AssetStore store = new AssetStore();
    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private int changes;
    private final PluginRegistry registry = new PluginRegistry(store, timer(), () -> changes++);

    @Test
    void pluginsAreShownById() throws IOException {
        registry.add(2, plugin("orders", "1"));
        registry.add(1, plugin("loyalty", "1"));
        assertThat(registry.plugins()).extracting("id").containsExactly("loyalty", "orders");
        assertThat(registry.revision()).isEqualTo(2);
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void theFirstToBringAnIdKeepsIt() throws IOException {
        PluginFolder first = plugin("loyalty", "1");
        assertThat(registry.add(1, first)).isTrue();
        assertThat(registry.add(2, plugin("loyalty", "2"))).isFalse();
        assertThat(registry.plugins()).containsExactly(first.plugin());
        assertThat(changes).isOne();

        registry.remove(2);
        pass(60_000);
        assertThat(registry.plugins()).containsExactly(first.plugin());
        assertThat(changes).isOne();
    }

    @Test
    void whoeverWaitsForAnIdGetsItWhenTheHolderGoes() throws IOException {
        PluginFolder second = plugin("loyalty", "2");
        registry.add(1, plugin("loyalty", "1"));
        registry.add(2, second);
        registry.add(3, plugin("loyalty", "3"));
        assertThat(registry.remove(1)).contains(2L);
        assertThat(registry.plugins()).containsExactly(second.plugin());
        pass(60_000);
        assertThat(registry.plugins()).containsExactly(second.plugin());
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void aSuccessorWithinTheGraceTimeIsOneChange() throws IOException {
        PluginFolder next = plugin("loyalty", "2");
        registry.add(1, plugin("loyalty", "1"));
        registry.remove(1);
        pass(PluginRegistry.GRACE_MILLIS - 1);
        assertThat(registry.plugins()).hasSize(1);
        registry.add(1, next);
        pass(60_000);
        assertThat(registry.plugins()).containsExactly(next.plugin());
        assertThat(changes).isEqualTo(2);
        assertThat(registry.revision()).isEqualTo(2);
    }

    @Test
    void withoutASuccessorItIsTakenOffAfterTheGraceTime() throws IOException {
        registry.add(1, plugin("loyalty", "1"));
        registry.remove(1);
        assertThat(changes).isOne();
        pass(PluginRegistry.GRACE_MILLIS);
        assertThat(registry.plugins()).isEmpty();
        assertThat(changes).isEqualTo(2);
        assertThat(PluginRegistry.GRACE_MILLIS)
                .as("pages must follow a removal within 2 s")
                .isLessThan(2_000);
    }

    @Test
    void theFilesOfAGonePluginStayForMinutes() throws IOException {
        PluginFolder gone = plugin("loyalty", "1");
        PluginFolder replaced = plugin("orders", "1");
        registry.add(1, gone);
        registry.add(2, replaced);
        registry.remove(1);
        registry.remove(2);
        registry.add(2, plugin("orders", "2"));
        pass(TimeUnit.MINUTES.toMillis(9));
        assertThat(served(gone)).isTrue();
        assertThat(served(replaced)).isTrue();
        pass(TimeUnit.MINUTES.toMillis(2));
        assertThat(served(gone)).isFalse();
        assertThat(served(replaced)).isFalse();
    }

    @Test
    void filesThatCameBackAreNotForgotten() throws IOException {
        PluginFolder same = plugin("loyalty", "1");
        registry.add(1, same);
        registry.remove(1);
        registry.add(1, plugin("loyalty", "1"));
        pass(TimeUnit.MINUTES.toMillis(30));
        assertThat(served(same)).isTrue();
    }

    @Test
    void filesThatCameBackAndWentAgainStayForTheirFullTime() throws IOException {
        PluginFolder same = plugin("loyalty", "1");
        registry.add(1, same);
        registry.remove(1);
        pass(TimeUnit.MINUTES.toMillis(9));
        registry.add(1, same);
        registry.remove(1);
        pass(TimeUnit.MINUTES.toMillis(5));
        assertThat(served(same)).isTrue();
        pass(TimeUnit.MINUTES.toMillis(6));
        assertThat(served(same)).isFalse();
    }

    private boolean served(PluginFolder plugin) {
        return plugin.assets().keySet().stream().allMatch(path -> store.find(path) != null);
    }

    private PluginFolder plugin(String id, String content) throws IOException {
        Path root = Files.createTempDirectory(folder, "bundle");
        return PluginFolder.read(
                Bundles.of(
                        root,
                        "1.0.0",
                        Map.of(
                                PluginFolder.FOLDER + "/plugin.json",
                                "{\"id\":\"" + id + "\",\"entry\":\"e.js\"}",
                                PluginFolder.FOLDER + "/e.js",
                                content)),
                "acme-loyalty",
                new ObjectMapper());
    }

    private void pass(long millis) {
        long until = now + millis;
        for (Task next = due(until); next != null; next = due(until)) {
            now = next.at;
            tasks.remove(next);
            next.action.run();
        }
        now = until;
    }

    private Task due(long until) {
        return tasks.stream()
                .filter(task -> task.at <= until)
                .min(java.util.Comparator.comparingLong(task -> task.at))
                .orElse(null);
    }

    private ScheduledExecutorService timer() {
        return Fakes.of(ScheduledExecutorService.class, Map.of("schedule", arguments -> {
            Task task =
                    new Task(now + ((TimeUnit) arguments[2]).toMillis((Long) arguments[1]), (Runnable) arguments[0]);
            tasks.add(task);
            return Fakes.of(ScheduledFuture.class, Map.of("cancel", asked -> tasks.remove(task)));
        }));
    }

    private static final class Task {
        private final long at;
        private final Runnable action;

        Task(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }
    }
}
