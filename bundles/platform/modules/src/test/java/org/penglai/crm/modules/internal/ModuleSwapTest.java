package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.karaf.features.Feature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.feeds.spi.HandlerStates;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Migrations;
import org.penglai.crm.records.spi.Types;

class ModuleSwapTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private Container container;
    private FeatureModules features;
    private ModuleSwap swap;
    private Feature first;
    private Feature second;

    @BeforeEach
    void ship() throws IOException {
        container = new Container(folder);
        container.ship("loyalty", "1.0.0", Kar.TABLES);
        container.ship("loyalty", "1.0.1", Kar.TABLES);
        features = new FeatureModules(container.features());
        swap = swap(container.gates(), container.migrations());
        first = features.find("loyalty", "1.0.0").orElseThrow();
        second = features.find("loyalty", "1.0.1").orElseThrow();
        container.installed.add(first.getId());
    }

    private ModuleSwap swap(Gates gates, Migrations migrations) {
        Types types = Fakes.of(Types.class, Map.of("problems", arguments -> List.of(), "list", arguments -> List.of()));
        return new ModuleSwap(features, gates, container.context(), migrations, container.health(types), LIMIT);
    }

    @Test
    void tablesAreReadyAndWritesHeldBackBeforeTheModuleIsExchanged() {
        swap.install(List.of(second));
        swap.uninstall("loyalty");
        assertThat(container.log)
                .containsExactly(
                        "migrate loyalty",
                        "resolve",
                        "close loyalty",
                        "install loyalty/1.0.1",
                        "start loyalty/1.0.1",
                        "open loyalty",
                        "close loyalty",
                        "uninstall loyalty/1.0.1",
                        "open loyalty");
        assertThat(container.idle).isEmpty();
    }

    @Test
    void theWayBackIsOneExchangeToo() {
        container.installed.remove(first.getId());
        container.installed.add(second.getId());
        ChangeTimes times = new ChangeTimes();
        swap.install(List.of(first), times);
        assertThat(container.log)
                .contains("close loyalty", "install loyalty/1.0.0", "start loyalty/1.0.0")
                .noneMatch(line -> line.startsWith("uninstall"));
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
        assertThat(times.heldMilliseconds()).isNotNull();
        assertThat(times).asString().contains("resolved", "drained", "exchanged", "started", "well");
    }

    @Test
    void severalModulesMoveInOneStep() throws IOException {
        container.ship("two", "1.0.0", "crm.migrations;crm.migrations=second");
        swap.install(List.of(second, features.find("two", null).orElseThrow()));
        assertThat(container.log)
                .startsWith(
                        "migrate loyalty",
                        "migrate second",
                        "resolve",
                        "close loyalty",
                        "install loyalty/1.0.1 two/1.0.0");
        assertThat(container.installed).containsExactlyInAnyOrder("loyalty/1.0.1", "two/1.0.0");
    }

    @Test
    void whatDoesNotResolveIsRefusedInPlainWordsAndTouchesNothing() {
        container.faulty.add(second.getId());
        assertThatThrownBy(() -> swap.install(List.of(second))).isInstanceOfSatisfying(Invalid.class, e -> {
            Violation violation = e.violations().get(0);
            assertThat(violation.message().en())
                    .isEqualTo("loyalty/1.0.1 cannot be installed: loyalty/1.0.1 lacks com.acme.gone"
                            + " (>= 1.2.0, < 2.0.0)");
            assertThat(violation.message().zh())
                    .isEqualTo("无法安装 loyalty/1.0.1：loyalty/1.0.1 缺少 com.acme.gone (>= 1.2.0, < 2.0.0)");
        });
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
        assertThat(container.log).isEmpty();
    }

    @Test
    void aMigrationThatFailsTouchesNothing() {
        Migrations failing = Fakes.of(Migrations.class, Map.of("advance", arguments -> {
            throw new Invalid(Violation.of("schema", "migrationFailed", "失败", "V2 failed"));
        }));
        ModuleSwap stuck = swap(container.gates(), failing);
        assertThatThrownBy(() -> stuck.install(List.of(second))).isInstanceOf(Invalid.class);
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
        assertThat(container.log).isEmpty();
    }

    @Test
    void aBundleOfSomebodyElseIsRefused() throws IOException {
        container.foreign.add(Fakes.of(Bundle.class, Map.of("getSymbolicName", arguments -> "")));
        container.ship("greedy", "1.0.0", Kar.TABLES);
        Feature greedy = features.find("greedy", null).orElseThrow();
        assertThatThrownBy(() -> swap.install(List.of(greedy))).isInstanceOfSatisfying(Invalid.class, e -> assertThat(
                        e.violations().get(0).code())
                .isEqualTo("foreignBundle"));
        assertThat(container.log).isEmpty();
    }

    @Test
    void aVersionThatDoesNotStartIsTakenBack() {
        container.notStarting.add(second.getId());
        assertThatThrownBy(() -> swap.install(List.of(second))).isInstanceOfSatisfying(Conflict.class, e -> {
            assertThat(e.code()).isEqualTo("rolledBack");
            assertThat(e.text().en()).contains("no such class");
        });
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
        assertThat(container.log).endsWith("install loyalty/1.0.0", "start loyalty/1.0.0", "open loyalty");
        assertThat(container.idle).isEmpty();
    }

    @Test
    void aVersionThatIsNotWellIsTakenBack() {
        container.complaint = "java.lang.IllegalStateException: no partner";
        assertThatThrownBy(() -> swap.install(List.of(second)))
                .isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.text().en())
                        .contains("com.acme.Points failed: java.lang.IllegalStateException: no partner"));
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
    }

    @Test
    void aVersionWhoseEventHandlersDoNotBeginIsTakenBack() {
        container.handler = HandlerStates.State.COMING;
        assertThatThrownBy(() -> swap.install(List.of(second)))
                .isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.text().en())
                        .contains("its event handlers have not begun: acme.totals"));
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
    }

    @Test
    void aStartThatNeverEndsIsGivenUpAndNamed() {
        Bundle hanging = Fakes.of(Bundle.class, Map.of("start", arguments -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return null;
        }));
        assertThatThrownBy(() -> BundleStarts.run(List.of(hanging), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(
                        ModuleFailure.class,
                        e -> assertThat(e.reason().en()).contains("did not end", "ModuleSwapTest"));
    }

    @Test
    void aNewModuleThatDoesNotStartIsTakenOffAgain() {
        container.installed.clear();
        container.notStarting.add(second.getId());
        assertThatThrownBy(() -> swap.install(List.of(second))).isInstanceOf(Conflict.class);
        assertThat(container.installed).isEmpty();
    }

    @Test
    void whatIsInstalledAndWasNeverStartedIsStarted() {
        container.idle.add(first.getId());
        swap.start(first);
        assertThat(container.log).containsExactly("start loyalty/1.0.0");
        swap.start(first);
        assertThat(container.log).hasSize(1);
    }

    @Test
    void namesAreTakenLiterally() {
        assertThat(features.find("loyal.*", null)).isEmpty();
        assertThat(features.find("[", null)).isEmpty();
        assertThat(features.find("loyalty", "1.0")).isEmpty();
        assertThat(features.find("loyalty", null)).contains(second);
    }
}
