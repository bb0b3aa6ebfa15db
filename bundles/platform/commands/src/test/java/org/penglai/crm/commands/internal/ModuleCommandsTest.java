package org.penglai.crm.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.persistence.spi.Database;

class ModuleCommandsTest {
    private static final ModuleStatus RUNNING = new ModuleStatus(
            "acme-loyalty",
            "1.0.1",
            ModuleStatus.State.RUNNING,
            ModuleStatus.Health.GREEN,
            null,
            List.of("a", "b"),
            List.of());
    private static final ModuleStatus FAILED = new ModuleStatus(
            "crm-x",
            "1.0.0",
            ModuleStatus.State.FAILED,
            ModuleStatus.Health.RED,
            Localized.of("出错", "broken"),
            List.of(),
            List.of());

    @Test
    void theListSaysHowModulesAre() throws Exception {
        Modules modules = Console.service(Modules.class, Map.of("list", arguments -> List.of(RUNNING, FAILED)));
        assertThat(Console.of(new ModuleListCommand())
                        .with("modules", modules)
                        .with("json", true)
                        .run())
                .isEqualToIgnoringNewLines(
                        "[{\"id\":\"acme-loyalty\",\"version\":\"1.0.1\",\"state\":\"running\",\"health\":\"green\","
                                + "\"types\":\"a, b\",\"message\":\"\"},"
                                + "{\"id\":\"crm-x\",\"version\":\"1.0.0\",\"state\":\"failed\",\"health\":\"red\","
                                + "\"types\":\"\",\"message\":\"broken\"}]");
        assertThat(Console.of(new ModuleListCommand()).with("modules", modules).run())
                .contains("acme-loyalty", "a, b", "broken");
    }

    @Test
    void aModuleIsStagedInstalledAndRemovedByName() throws Exception {
        List<String> asked = new ArrayList<>();
        Modules modules = Console.service(
                Modules.class,
                Map.of(
                        "stage",
                        arguments -> {
                            asked.add("stage " + arguments[0]);
                            return List.of("acme-loyalty/1.0.1");
                        },
                        "change",
                        arguments -> {
                            asked.add("change " + arguments[1]);
                            return List.of(RUNNING);
                        },
                        "uninstall",
                        arguments -> {
                            asked.add("uninstall " + arguments[0]);
                            return null;
                        }));
        assertThat(stage(modules, "积分 1.kar")).isEqualToIgnoringNewLines("acme-loyalty/1.0.1");
        stage(modules, "file:/tmp/a.kar");
        assertThat(Console.of(new ModuleInstallCommand())
                        .with("modules", modules)
                        .with("wanted", List.of("acme-loyalty"))
                        .run())
                .isEqualToIgnoringNewLines("acme-loyalty 1.0.1 RUNNING");
        Console.of(new ModuleUninstallCommand())
                .with("modules", modules)
                .with("module", "acme-loyalty")
                .run();
        URI relative = Path.of("积分 1.kar").toAbsolutePath().toUri();
        assertThat(asked)
                .containsExactly(
                        "stage " + relative,
                        "stage file:/tmp/a.kar",
                        "change [ModuleVersion[id=acme-loyalty, version=null]]",
                        "uninstall acme-loyalty");
    }

    @Test
    void aModuleIsStoppedStartedAndTakenBack() throws Exception {
        List<String> asked = new ArrayList<>();
        Map<String, Function<Object[], Object>> answers = new HashMap<>();
        for (String action : List.of("stop", "start", "rollback")) {
            answers.put(action, arguments -> {
                asked.add(action + ' ' + arguments[1]);
                return RUNNING;
            });
        }
        Modules modules = Console.service(Modules.class, answers);
        for (ModuleAction action :
                List.of(new ModuleStopCommand(), new ModuleStartCommand(), new ModuleRollbackCommand())) {
            assertThat(Console.of(action)
                            .with("modules", modules)
                            .with("module", "acme-loyalty")
                            .run())
                    .isEqualToIgnoringNewLines("acme-loyalty 1.0.1 RUNNING");
        }
        assertThat(asked).containsExactly("stop acme-loyalty", "start acme-loyalty", "rollback acme-loyalty");
    }

    @Test
    void aModuleIsNamedWithItsVersionInEitherWay() {
        ModuleVersion loyalty = new ModuleVersion("acme-loyalty", "1.0.1");
        assertThat(ModuleArguments.read(List.of("acme-loyalty", "1.0.1"))).containsExactly(loyalty);
        assertThat(ModuleArguments.read(List.of("acme-loyalty/1.0.1", "crm-x")))
                .containsExactly(loyalty, new ModuleVersion("crm-x", null));
    }

    @Test
    void thePlanAndTheHistoryTellWhyAVersionDoesNotRun() throws Exception {
        Localized reason = Localized.of("缺少", "it lacks com.acme.gone");
        Modules modules = Console.service(
                Modules.class,
                Map.of(
                        "plan",
                        arguments -> new ModulePlan(List.of(new ModulePlan.Step("crm-x", "1.0.0", "1.0.1")), reason),
                        "history",
                        arguments -> List.of(new ModuleChange(
                                Instant.EPOCH,
                                0,
                                "crm-x 1.0.0 → 1.0.1",
                                ModuleChange.Operation.CHANGED,
                                ModuleChange.Outcome.REFUSED,
                                reason,
                                7,
                                180L))));
        assertThatThrownBy(() -> Console.of(new ModulePlanCommand())
                        .with("modules", modules)
                        .with("wanted", List.of("crm-x/1.0.1"))
                        .run())
                .hasMessage("it lacks com.acme.gone");
        assertThat(Console.of(new ModuleHistoryCommand())
                        .with("modules", modules)
                        .with("json", true)
                        .run())
                .contains("\"outcome\":\"refused\"", "it lacks com.acme.gone", "crm-x 1.0.0 → 1.0.1", "\"held\":180");
    }

    private static String stage(Modules modules, String kar) throws Exception {
        return Console.of(new ModuleStageCommand())
                .with("modules", modules)
                .with("kar", kar)
                .run();
    }

    @Test
    void aRefusalIsOneLineThatSaysWhatIsWrong() {
        Modules refusing = Console.service(
                Modules.class,
                Map.of(
                        "change",
                        arguments -> {
                            throw new NotFound("unknownModule", Localized.of("无", "There is no module x."));
                        },
                        "stage",
                        arguments -> {
                            throw new Invalid(Violation.of("kar", "noKar", "坏", "It is no complete module archive."));
                        }));
        assertThatThrownBy(() -> Console.of(new ModuleInstallCommand())
                        .with("modules", refusing)
                        .with("wanted", List.of("x"))
                        .run())
                .isInstanceOf(CommandException.class)
                .hasMessage("There is no module x.");
        assertThatThrownBy(() -> stage(refusing, "a.kar"))
                .isInstanceOf(CommandException.class)
                .hasMessage("It is no complete module archive.");
        assertThatThrownBy(() -> stage(refusing, "file:/a b.kar")).isInstanceOf(CommandException.class);
    }

    @Test
    void theStatusNeedsNoDatabase() throws Exception {
        Database away = Console.service(Database.class, Map.of("isAlive", arguments -> false));
        assertThat(Console.of(new StatusCommand()).with("database", away).run())
                .contains("database  not answering", "heap", "uptime")
                .doesNotContain("modules");
        Database alive = Console.service(Database.class, Map.of("isAlive", arguments -> true));
        Modules modules = Console.service(
                Modules.class, Map.of("list", arguments -> List.of(RUNNING, FAILED), "isReady", arguments -> false));
        assertThat(Console.of(new StatusCommand())
                        .with("database", alive)
                        .with("modules", modules)
                        .run())
                .contains("1 of 2 running, not ready");
    }
}
