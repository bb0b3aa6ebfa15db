package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.karaf.features.FeaturesService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.persistence.testing.TestDatabase;

class DesiredStateTest {
    private static final String CUSTOMERS = "crm.migrations;crm.migrations=customers";

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
        container.ship("crm", "1.0.0", "crm.migrations;crm.migrations=modules");
        container.ship("scr", "4.4.10", null);
        container.ship("crm-customers", "1.0.0", CUSTOMERS);
        container.ship("loyalty", "1.0.0", Kar.TABLES);
        container.installed.add("crm/1.0.0");
        container.installed.add("scr/4.4.10");
    }

    @Test
    void theFirstStartInstallsTheStandardSetAndWritesItDown() {
        DesiredState state = platform.start("crm-customers");

        assertThat(container.installed).contains("crm-customers/1.0.0").doesNotContain("loyalty/1.0.0");
        assertThat(platform.desired.all()).containsExactly(DesiredModule.first("crm-customers", "1.0.0", null));
        assertThat(state.isReady()).isTrue();
    }

    @Test
    void aStandardModuleThatFailsAtFirstIsTriedAgainAtTheNextStart() {
        container.faulty.add("crm-customers/1.0.0");
        DesiredState state = platform.start("crm-customers", "nowhere", "loyalty");
        assertThat(container.installed).contains("loyalty/1.0.0").doesNotContain("crm-customers/1.0.0");
        assertThat(state.isReady()).isFalse();

        container.faulty.clear();
        assertThat(platform.start("crm-customers", "loyalty").isReady()).isTrue();
        assertThat(container.installed).contains("crm-customers/1.0.0", "loyalty/1.0.0");
    }

    @Test
    void laterStartsRestoreWhatWasWantedInItsVersionAndNotTheStandardSet() throws IOException {
        platform.desired.want(DesiredModule.first("loyalty", "1.0.0", null));
        platform.desired.want(
                DesiredModule.first("crm-customers", "1.0.0", null).with(DesiredModule.Wish.REMOVED));
        container.ship("loyalty", "1.1.0", Kar.TABLES);

        platform.start("crm-customers");

        assertThat(container.installed).contains("loyalty/1.0.0").doesNotContain("loyalty/1.1.0");
        assertThat(container.installed).doesNotContain("crm-customers/1.0.0");
        assertThat(platform.forgotten).containsExactly("crm-customers");
        assertThat(platform.notes).isEmpty();
    }

    @Test
    void aWarmStartTouchesNothing() {
        platform.desired.want(DesiredModule.first("loyalty", "1.0.0", null));
        container.installed.add("loyalty/1.0.0");
        platform.start();
        assertThat(container.log).isEmpty();
    }

    @Test
    void whatWasRemovedOnAnotherNodeGoesHereToo() {
        platform.desired.want(DesiredModule.first("loyalty", "1.0.0", null).with(DesiredModule.Wish.REMOVED));
        container.installed.add("loyalty/1.0.0");
        DesiredState state = platform.start();
        state.featureEvent(Platform.came("loyalty", "1.0.0"));
        assertThat(container.installed).doesNotContain("loyalty/1.0.0");
        assertThat(platform.desired.all()).noneMatch(DesiredModule::running);
    }

    @Test
    void aNewArchiveThatShipsANewerVersionGoesOnWithThat() throws IOException {
        platform.desired.want(DesiredModule.first("crm-customers", "0.9.0", null));
        platform.start();
        assertThat(container.installed).contains("crm-customers/1.0.0");
        assertThat(platform.desired.all())
                .containsExactly(
                        DesiredModule.first("crm-customers", "0.9.0", null).moved("1.0.0", null));
    }

    @Test
    void anArchiveWithOnlyAnOlderVersionDoesNotGoBack() {
        platform.desired.want(DesiredModule.first("crm-customers", "2.0.0", null));
        DesiredState state = platform.start();
        assertThat(container.installed).doesNotContain("crm-customers/1.0.0");
        assertThat(state.find("crm-customers").orElseThrow().state()).isEqualTo(ModuleStatus.State.FAILED);
    }

    @Test
    void aModuleThatCannotBeRestoredIsReportedAndTheOthersRun() throws IOException {
        platform.desired.want(DesiredModule.first("absent", "1.0.0", "file:/gone/features.xml"));
        platform.desired.want(DesiredModule.first("crm-customers", "1.0.0", null));
        platform.desired.want(DesiredModule.first("loyalty", "1.0.0", "mvn:com.acme/gone/1/xml/features"));
        platform.desired.want(DesiredModule.first("strange", "1.0.0", ":no address"));
        container.faulty.add("crm-customers/1.0.0");
        Path broken = folder.resolve("modules/repository/a/broken-features.xml");
        Files.createDirectories(broken.getParent());
        Files.createSymbolicLink(broken, folder.resolve("nowhere"));

        DesiredState state = platform.start();

        assertThat(container.installed).contains("loyalty/1.0.0");
        assertThat(state.list())
                .extracting(ModuleStatus::id, ModuleStatus::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("absent", ModuleStatus.State.FAILED),
                        org.assertj.core.groups.Tuple.tuple("crm-customers", ModuleStatus.State.FAILED),
                        org.assertj.core.groups.Tuple.tuple("loyalty", ModuleStatus.State.RUNNING),
                        org.assertj.core.groups.Tuple.tuple("strange", ModuleStatus.State.FAILED));
        assertThat(state.isReady()).isFalse();
        state.uninstall("absent");
        assertThat(state.find("absent")).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayForAMomentOnlyDelays() {
        AtomicInteger failures = new AtomicInteger(3);
        FeaturesService real = container.features();
        FeaturesService away = (FeaturesService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FeaturesService.class}, (proxy, method, arguments) -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("away");
                    }
                    return method.invoke(real, arguments);
                });
        DesiredState state = platform.start(away, new Platform.Direct(), "crm-customers");
        assertThat(state.isReady()).isTrue();
    }

    @Test
    void plainContainerCommandsAreTakenOverInWhateverOrderTheyAreTold() throws IOException {
        container.ship("loyalty", "1.1.0", Kar.TABLES);
        DesiredState state = platform.start();
        container.installed.add("loyalty/1.0.0");
        state.featureEvent(Platform.came("loyalty", "1.0.0"));
        assertThat(platform.desired.all()).containsExactly(DesiredModule.first("loyalty", "1.0.0", null));

        container.installed.remove("loyalty/1.0.0");
        container.installed.add("loyalty/1.1.0");
        state.featureEvent(Platform.came("loyalty", "1.1.0"));
        state.featureEvent(Platform.went("loyalty", "1.0.0"));
        assertThat(platform.desired.all())
                .containsExactly(DesiredModule.first("loyalty", "1.0.0", null).moved("1.1.0", null));

        container.installed.remove("loyalty/1.1.0");
        container.installed.add("loyalty/1.0.0");
        state.featureEvent(Platform.went("loyalty", "1.1.0"));
        state.featureEvent(Platform.came("loyalty", "1.0.0"));
        DesiredModule back = DesiredModule.first("loyalty", "1.0.0", null)
                .moved("1.1.0", null)
                .moved("1.0.0", null);
        assertThat(platform.desired.all()).containsExactly(back);

        container.installed.remove("loyalty/1.0.0");
        state.featureEvent(Platform.went("loyalty", "1.0.0"));
        state.featureEvent(Platform.came("loyalty", "1.0.0"));
        assertThat(platform.desired.all()).containsExactly(back.with(DesiredModule.Wish.REMOVED));
        assertThat(platform.forgotten).containsExactly("loyalty");
        assertThat(platform.notes)
                .containsExactly(
                        "installed {\"loyalty\":\"1.0.0\"}",
                        "installed {\"loyalty\":\"1.1.0\"}",
                        "installed {\"loyalty\":\"1.0.0\"}",
                        "uninstalled {\"loyalty\":\"1.0.0\"}");
    }

    @Test
    void aVersionInstalledBesideAnotherTakesItsPlace() throws IOException {
        container.ship("loyalty", "1.1.0", Kar.TABLES);
        DesiredState state = platform.start();
        container.installed.add("loyalty/1.1.0");
        state.featureEvent(Platform.came("loyalty", "1.1.0"));
        container.installed.add("loyalty/1.0.0");
        state.featureEvent(Platform.came("loyalty", "1.0.0"));
        state.featureEvent(Platform.went("loyalty", "1.1.0"));
        assertThat(container.installed).contains("loyalty/1.0.0").doesNotContain("loyalty/1.1.0");
        assertThat(platform.desired.all())
                .containsExactly(DesiredModule.first("loyalty", "1.1.0", null).moved("1.0.0", null));
        assertThat(platform.forgotten).isEmpty();
    }

    @Test
    void otherFeaturesAndThePlatformItselfAreNoModules() throws IOException {
        DesiredState state = platform.start();
        state.featureEvent(Platform.came("scr", "4.4.10"));
        state.featureEvent(Platform.came("crm", "1.0.0"));
        assertThat(platform.desired.all()).isEmpty();
        for (String name : List.of("scr", "crm", "nowhere", "c.*", "[")) {
            assertThatThrownBy(() -> state.uninstall(name)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> state.install(name, null)).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> state.install("loyalty", "9.9.9")).isInstanceOf(NotFound.class);
        assertThat(container.log).isEmpty();
    }

    @Test
    void aModuleComesMovesGoesBackAndGoes() throws IOException {
        container.ship("loyalty", "1.10.0", Kar.TABLES);
        container.ship("loyalty", "1.9.0", Kar.TABLES);
        DesiredState state = platform.start();

        assertThat(state.install("loyalty", "1.9.0").version()).isEqualTo("1.9.0");
        assertThat(state.install("loyalty", null).version()).isEqualTo("1.10.0");
        container.log.clear();
        state.install("loyalty", "1.10.0");
        assertThat(container.log).as("installing what runs").isEmpty();
        assertThat(state.install("loyalty", "1.0.0").version()).isEqualTo("1.0.0");
        assertThat(platform.desired.all())
                .containsExactly(DesiredModule.first("loyalty", "1.10.0", null).moved("1.0.0", null));
        state.uninstall("loyalty");
        assertThat(state.list()).isEmpty();
        assertThat(platform.forgotten).containsExactly("loyalty");
        assertThatThrownBy(() -> state.uninstall("loyalty")).isInstanceOf(NotFound.class);
    }

    @Test
    void aChangeIsRefusedUntilTheDesiredSetIsInPlace() {
        Platform.Direct never = new Platform.Direct() {
            @Override
            public void execute(Runnable task) {
                // The restore has not begun yet.
            }
        };
        DesiredState state = platform.start(container.features(), never, "crm-customers");
        assertThatThrownBy(() -> state.install("loyalty", null)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> state.uninstall("loyalty")).isInstanceOf(Unavailable.class);
        assertThat(state.isOpen()).isFalse();
        assertThat(state.isReady()).isFalse();
    }

    @Test
    void anEventAfterTheStopIsNotAnError() {
        Platform.Direct worker = new Platform.Direct();
        DesiredState state = platform.start(container.features(), worker);
        state.stop();
        state.featureEvent(Platform.came("loyalty", "1.0.0"));
        assertThat(platform.desired.all()).isEmpty();
    }

    @Test
    void aStagedKarIsKnownByNameAndComesBackWhenTheCacheIsEmpty() throws IOException {
        Path kar = Kar.of("points", "2.0.0", Kar.TABLES).writeTo(folder.resolve("points.kar"));
        DesiredState state = platform.start();
        assertThat(state.stage(kar.toUri())).containsExactly("points/2.0.0");
        assertThat(container.installed).doesNotContain("points/2.0.0");
        state.install("points", "2.0.0");
        Files.delete(kar);

        platform.emptyCache();
        platform.start();
        assertThat(container.installed).contains("points/2.0.0");
        assertThat(platform.desired.all()).contains(DesiredModule.first("points", "2.0.0", null));
    }

    @Test
    void whatWasInstalledFromElsewhereIsKeptForAnEmptyCache() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        MavenUrls.serve(elsewhere);
        container.register(
                Container.provide(elsewhere, "points", "2.0.0", Kar.TABLES).toUri());
        DesiredState state = platform.start();
        container.installed.add("points/2.0.0");
        state.featureEvent(Platform.came("points", "2.0.0"));
        assertThat(platform.desired.all()).containsExactly(DesiredModule.first("points", "2.0.0", null));
        delete(elsewhere);

        platform.emptyCache();
        assertThat(platform.start().isReady()).isTrue();
        assertThat(container.installed).contains("points/2.0.0");
    }

    @Test
    void whatCannotBeKeptIsRememberedByItsAddress() throws IOException {
        Path jar = Files.write(folder.resolve("points.jar"), Kar.jar(Kar.TABLES, ""));
        Path file = Files.write(
                folder.resolve("features.xml"),
                Kar.features("points", "2.0.0", jar.toUri().toString()));
        container.register(file.toUri());
        DesiredState state = platform.start();
        container.installed.add("points/2.0.0");
        state.featureEvent(Platform.came("points", "2.0.0"));
        assertThat(platform.desired.all())
                .containsExactly(
                        DesiredModule.first("points", "2.0.0", file.toUri().toString()));

        platform.emptyCache();
        platform.start();
        assertThat(container.installed).contains("points/2.0.0");
    }

    @Test
    void aDeployedKarRunsAndReplacesWhatRanAndARebuiltOneTakesEffect() throws IOException {
        DesiredState state = platform.start();
        URI first = Kar.of("points", "2.0.0", Kar.TABLES)
                .writeTo(folder.resolve("a.kar"))
                .toUri();
        assertThat(state.deploy(first)).containsExactly("points/2.0.0");
        assertThat(state.deploy(Kar.of("points", "2.1.0", Kar.TABLES)
                        .writeTo(folder.resolve("b.kar"))
                        .toUri()))
                .containsExactly("points/2.1.0");
        assertThat(container.installed).contains("points/2.1.0").doesNotContain("points/2.0.0");

        container.log.clear();
        state.deploy(folder.resolve("b.kar").toUri());
        assertThat(container.log).isEmpty();
        Path rebuilt = Kar.of("points", "2.1.0", "crm.ui.module;module=points").writeTo(folder.resolve("b.kar"));
        state.deploy(rebuilt.toUri());
        assertThat(container.log).contains("uninstall points/2.1.0", "install points/2.1.0");
        assertThat(platform.forgotten).isEmpty();

        assertThat(state.lacks("points", "2.1.0")).isFalse();
        container.installed.remove("points/2.1.0");
        assertThat(state.lacks("points", "2.1.0")).isTrue();
        assertThat(state.lacks("points", "2.0.0")).isFalse();
        container.installed.add("points/2.1.0");
        assertThat(state.withdraw("points", "2.0.0")).isFalse();
        assertThat(state.withdraw("points", "2.1.0")).isTrue();
        assertThat(state.list()).isEmpty();
    }

    @Test
    void aKarWithoutAModuleIsNotDeployed() throws IOException {
        DesiredState state = platform.start();
        Path kar = Kar.of("library", "1.0.0", null).writeTo(folder.resolve("a.kar"));
        assertThatThrownBy(() -> state.deploy(kar.toUri())).hasMessageContaining("invalid");
        assertThat(container.log).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
