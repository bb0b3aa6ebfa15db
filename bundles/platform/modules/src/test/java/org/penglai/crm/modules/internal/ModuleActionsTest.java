package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What an administrator does with modules: send archives, stop, start, go back. */
class ModuleActionsTest {
    private static final Caller SYSTEM = Caller.system();

    private static TestDatabase database;
    private static DesiredModules desired;

    @TempDir
    Path folder;

    private Platform platform;
    private Container container;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.derby();
        desired = DesiredModulesTest.open(database);
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() throws IOException {
        platform = new Platform(folder, database, desired);
        container = platform.container;
        container.ship("loyalty", "1.0.0", Kar.TABLES);
        container.ship("loyalty", "1.1.0", Kar.TABLES);
        container.ship("other", "1.0.0", "crm.migrations;crm.migrations=other");
    }

    @Test
    void aStoppedModuleStaysStoppedOverARestartAndRunsAgainWhenItIsAsked() throws IOException {
        DesiredState state = platform.start();
        state.install("loyalty", "1.0.0");
        container.log.clear();

        assertThat(state.stop(SYSTEM, "loyalty").state()).isEqualTo(ModuleStatus.State.STOPPED);
        assertThat(container.log)
                .containsExactly("close loyalty", "stop loyalty/1.0.0", "tell loyalty/1.0.0 Resolved", "open loyalty");
        assertThat(state.isReady())
                .as("what is meant to stop keeps nobody waiting")
                .isTrue();
        assertThat(platform.forgotten).as("its records can be read").isEmpty();

        platform.emptyCache();
        DesiredState restarted = platform.start();
        assertThat(restarted.find("loyalty").orElseThrow().state()).isEqualTo(ModuleStatus.State.STOPPED);
        container.log.clear();
        restarted.install("other", "1.0.0");
        assertThat(container.log).as("another change does not wake it").doesNotContain("start loyalty/1.0.0");

        assertThat(restarted.start(SYSTEM, "loyalty").state()).isEqualTo(ModuleStatus.State.RUNNING);
        assertThat(container.log).contains("start loyalty/1.0.0", "tell loyalty/1.0.0 Started");
        assertThat(state.history(2))
                .extracting(ModuleChange::operation)
                .containsExactly(ModuleChange.Operation.STARTED, ModuleChange.Operation.CHANGED);
        assertThat(platform.notes).contains("stopped {\"loyalty\":\"1.0.0\"}", "started {\"loyalty\":\"1.0.0\"}");
        assertThatThrownBy(() -> restarted.stop(SYSTEM, "nowhere")).isInstanceOf(NotFound.class);
    }

    @Test
    void theHistoryTellsHowLongWritesWaited() {
        DesiredState state = platform.start();
        state.install("loyalty", "1.0.0");
        state.install("loyalty", "1.1.0");
        assertThat(state.history(2))
                .satisfiesExactly(
                        upgrade -> assertThat(upgrade.heldMilliseconds()).isNotNegative(),
                        first -> assertThat(first.heldMilliseconds())
                                .as("nobody could write to it")
                                .isNull());
    }

    @Test
    void aModuleThatDoesNotStartIsStoppedAgainAndTheReasonIsTold() {
        DesiredState state = platform.start();
        state.install("loyalty", "1.0.0");
        state.stop(SYSTEM, "loyalty");
        container.notStarting.add("loyalty/1.0.0");

        assertThatThrownBy(() -> state.start(SYSTEM, "loyalty"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("no such class");

        assertThat(state.find("loyalty").orElseThrow().state()).isEqualTo(ModuleStatus.State.STOPPED);
        assertThat(desired.find("loyalty").orElseThrow().wish()).isEqualTo(DesiredModule.Wish.STOP);
    }

    @Test
    void anUpgradeOfAStoppedModuleThatFailsLeavesItStopped() {
        DesiredState state = platform.start();
        state.install("loyalty", "1.0.0");
        state.stop(SYSTEM, "loyalty");
        container.notStarting.add("loyalty/1.1.0");
        assertThatThrownBy(() -> state.install("loyalty", "1.1.0")).isInstanceOf(Conflict.class);
        assertThat(state.find("loyalty").orElseThrow().state()).isEqualTo(ModuleStatus.State.STOPPED);

        container.notStarting.clear();
        assertThat(state.install("loyalty", "1.0.0").state()).isEqualTo(ModuleStatus.State.RUNNING);
    }

    @Test
    void goingBackRunsTheVersionBefore() {
        DesiredState state = platform.start();
        state.install("loyalty", "1.0.0");
        assertThat(state.former("loyalty")).isEmpty();
        assertThatThrownBy(() -> state.rollback(SYSTEM, "loyalty")).isInstanceOf(Conflict.class);
        state.install("loyalty", "1.1.0");
        assertThat(state.former("loyalty")).contains("1.0.0");

        assertThat(state.rollback(SYSTEM, "loyalty").version()).isEqualTo("1.0.0");
        assertThat(state.former("loyalty")).contains("1.1.0");
    }

    @Test
    void anArchiveThatIsSentIsPlannedAndRunsNothing() throws IOException {
        DesiredState state = platform.start();
        state.install("loyalty", "1.0.0");
        container.log.clear();
        Path kar = Kar.of("loyalty", "2.0.0", Kar.TABLES).writeTo(folder.resolve("a.kar"));

        ModulePlan plan = state.stage(SYSTEM, "积分.kar", kar);

        assertThat(plan.problem()).isNull();
        assertThat(plan.steps()).containsExactly(new ModulePlan.Step("loyalty", "1.0.0", "2.0.0"));
        assertThat(container.log).isEmpty();
        assertThat(state.versions("loyalty")).first().isEqualTo("2.0.0");
        assertThat(state.history(1).get(0).operation()).isEqualTo(ModuleChange.Operation.STAGED);

        Path half = Kar.cut(Kar.of("points", "1.0.0", Kar.TABLES).writeTo(folder.resolve("b.kar")));
        assertThatThrownBy(() -> state.stage(SYSTEM, "半个.kar", half)).isInstanceOf(Invalid.class);
        ModuleChange refused = state.history(1).get(0);
        assertThat(refused.modules()).isEqualTo("半个.kar");
        assertThat(refused.outcome()).isEqualTo(ModuleChange.Outcome.REFUSED);
        assertThat(refused.reason().en()).contains("no complete module archive");
    }

    @Test
    void severalModulesRunInOnePlanOrNoneOfThem() {
        DesiredState state = platform.start();
        List<ModuleVersion> both = List.of(new ModuleVersion("loyalty", "1.1.0"), new ModuleVersion("other", "1.0.0"));
        state.install("loyalty", "1.0.0");
        container.notStarting.add("other/1.0.0");

        assertThatThrownBy(() -> state.change(SYSTEM, both)).isInstanceOf(Conflict.class);

        assertThat(state.list())
                .extracting(ModuleStatus::id, ModuleStatus::version)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("loyalty", "1.0.0"));
        container.notStarting.clear();
        assertThat(state.change(SYSTEM, both)).extracting(ModuleStatus::version).containsExactly("1.1.0", "1.0.0");
        state.uninstall("other");
        assertThat(state.removed()).containsExactly(new ModuleVersion("other", "1.0.0"));
    }
}
