package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.feeds.spi.HandlerStates;
import org.penglai.crm.persistence.spi.Units;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

class ModuleStatesTest {
    private static final DesiredModule WANTED = DesiredModule.first("loyalty", "1.0.0", null);

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();
    private boolean writable = true;
    private String unitProblem;
    private Container container;
    private Feature feature;

    @BeforeEach
    void install() throws IOException {
        container = new Container(folder);
        container.ship("loyalty", "1.0.0", Kar.TABLES);
        container.installed.add("loyalty/1.0.0");
        feature = new FeatureModules(container.features()).find("loyalty", null).orElseThrow();
    }

    @Test
    void aModuleRunsWhenItsBundlesAndTypesDo() {
        ModuleStatus status = of(Optional.of(feature), false);
        assertThat(status)
                .isEqualTo(new ModuleStatus(
                        "loyalty",
                        "1.0.0",
                        ModuleStatus.State.RUNNING,
                        ModuleStatus.Health.GREEN,
                        null,
                        List.of("accounts"),
                        List.of("loyalty")));
    }

    @Test
    void itStartsUntilItsTypesCanBeWritten() {
        writable = false;
        judged(of(Optional.of(feature), false), ModuleStatus.State.STARTING, ModuleStatus.Health.YELLOW, "Starting");
    }

    @Test
    void aMissingModuleStartsDuringTheRestoreAndHasFailedAfterIt() {
        judged(of(Optional.empty(), true), ModuleStatus.State.STARTING, ModuleStatus.Health.YELLOW, "Starting");
        judged(of(Optional.empty(), false), ModuleStatus.State.FAILED, ModuleStatus.Health.RED, "the log says why");
    }

    @Test
    void aBundleThatAnOperatorStoppedStopsTheModule() {
        BundleContext stopped = Fakes.of(
                BundleContext.class,
                Map.of(
                        "getBundle",
                        arguments ->
                                Fakes.of(Bundle.class, Map.of("getState", asked -> Bundle.RESOLVED, "adapt", asked -> {
                                    return null;
                                }))));
        ModuleStatus status = states(stopped).of(WANTED, Optional.of(feature), false, List.of());
        judged(status, ModuleStatus.State.STOPPED, ModuleStatus.Health.YELLOW, "Stopped");
    }

    @Test
    void aFailedMigrationIsNamed() {
        unitProblem = "V2__more.sql: no such table";
        judged(of(Optional.of(feature), false), ModuleStatus.State.FAILED, ModuleStatus.Health.RED, "V2__more.sql");
    }

    @Test
    void whatIsWrongWithItsTypesIsNamed() {
        problems.add("column tier is too short");
        problems.add("column level is missing");
        judged(
                of(Optional.of(feature), false),
                ModuleStatus.State.FAILED,
                ModuleStatus.Health.RED,
                "column tier is too short; column level is missing");
    }

    @Test
    void aComponentThatFailedIsNamedAndTheModuleGoesOn() {
        container.complaint =
                "java.lang.IllegalStateException: first\n\tat x\nCaused by: java.io.IOException: no partner";
        judged(
                of(Optional.of(feature), false),
                ModuleStatus.State.RUNNING,
                ModuleStatus.Health.RED,
                "com.acme.Points failed: java.io.IOException: no partner");
    }

    @Test
    void itStartsUntilItsEventHandlersMissNothing() {
        container.handler = HandlerStates.State.COMING;
        judged(of(Optional.of(feature), false), ModuleStatus.State.STARTING, ModuleStatus.Health.YELLOW, "Starting");
        container.handlerKnown = false;
        judged(of(Optional.of(feature), false), ModuleStatus.State.STARTING, ModuleStatus.Health.YELLOW, "Starting");
        container.handlerKnown = true;
        container.handler = HandlerStates.State.BEGUN;
        assertThat(of(Optional.of(feature), false).state()).isEqualTo(ModuleStatus.State.RUNNING);
    }

    @Test
    void anEventHandlerWhoseNameIsTakenIsNamedAndTheModuleGoesOn() {
        container.handler = HandlerStates.State.NAME_TAKEN;
        judged(
                of(Optional.of(feature), false),
                ModuleStatus.State.RUNNING,
                ModuleStatus.Health.RED,
                "there is an event handler acme.totals already");
    }

    private static void judged(
            ModuleStatus status, ModuleStatus.State state, ModuleStatus.Health health, String message) {
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.health()).isEqualTo(health);
        assertThat(status.message().en()).contains(message);
        assertThat(status.message().zh()).isNotBlank();
    }

    private ModuleStatus of(Optional<Feature> installed, boolean restoring) {
        return states(container.context())
                .of(
                        WANTED,
                        installed,
                        restoring,
                        List.of(
                                new UiPlugin("loyalty", "loyalty", "1.0.0", Map.of()),
                                new UiPlugin("customers", "crm-customers", "1.0.0", Map.of())));
    }

    private ModuleStates states(BundleContext context) {
        Types types = Fakes.of(
                Types.class,
                Map.of(
                        "list", arguments -> List.of(type("accounts", "loyalty"), type("customers", "crm-customers")),
                        "problems", arguments -> List.copyOf(problems),
                        "isWritable", arguments -> writable));
        Units units = Fakes.of(
                Units.class,
                Map.of(
                        "find",
                        arguments -> Optional.of(new Units.UnitStatus(
                                (String) arguments[0], "bundle", "1", unitProblem == null, unitProblem))));
        return new ModuleStates(
                types,
                context,
                new ModuleHealth(
                        types,
                        units,
                        context,
                        container.components(),
                        new HealthChecks(Bulkheads.alone(Duration.ofSeconds(30))),
                        container.handlers()),
                Bulkheads.alone(Duration.ofSeconds(30)));
    }

    private static StoredType type(String name, String module) {
        Localized label = Localized.of(name, name);
        return new StoredType(
                name, module, "1.0.0", "unit", "table", label, label, "name", null, null, null, Map.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }
}
