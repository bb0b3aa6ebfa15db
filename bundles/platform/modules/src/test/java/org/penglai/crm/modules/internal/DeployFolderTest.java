package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;

class DeployFolderTest {
    @TempDir
    Path data;

    private final List<Runnable> later = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Modules modules = new Modules();
    private Path folder;
    private DeployFolder deploy;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(data.resolve("deploy"));
        restart();
    }

    private void restart() throws IOException {
        later.clear();
        ScheduledExecutorService timer = Fakes.of(ScheduledExecutorService.class, Map.of("schedule", arguments -> {
            assertThat(arguments[1]).isEqualTo(DeployFolder.GRACE_MILLIS);
            later.add((Runnable) arguments[0]);
            return null;
        }));
        deploy = new DeployFolder(modules, new DeployedKars(data.resolve("modules/deployed.properties")), timer);
    }

    private void graceTimeEnds() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void aKarIsDeployedAndWithdrawnSomeTimeAfterItsFileWent() throws IOException {
        File kar = kar("积分 1.kar", "1.0.0");
        assertThat(deploy.canHandle(kar)).isTrue();
        deploy.install(kar);
        assertThat(done).containsExactly("deploy 积分 1.kar");

        Files.delete(kar.toPath());
        assertThat(deploy.canHandle(kar)).as("File Install asks who removes it").isTrue();
        deploy.uninstall(kar);
        assertThat(done).hasSize(1);
        graceTimeEnds();
        assertThat(done).containsExactly("deploy 积分 1.kar", "withdraw loyalty/1.0.0");
    }

    @Test
    void halfACopyIsNotTakenUntilItIsWhole() throws IOException {
        File kar = kar("a.kar", "1.0.0");
        byte[] whole = Files.readAllBytes(kar.toPath());
        Kar.cut(kar.toPath());
        assertThat(deploy.canHandle(kar)).isFalse();
        Files.write(kar.toPath(), whole);
        assertThat(deploy.canHandle(kar)).isTrue();
    }

    @Test
    void aKarThatIsWrittenAnewKeepsRunningUntilItIsWhole() throws IOException {
        File kar = kar("a.kar", "1.0.0");
        deploy.install(kar);
        kar("a.kar", "1.0.1");
        byte[] whole = Files.readAllBytes(kar.toPath());
        Kar.cut(kar.toPath());
        assertThat(deploy.canHandle(kar))
                .as("a refusal would count as a removal")
                .isTrue();
        deploy.update(kar);
        assertThat(done).hasSize(1);

        Files.write(kar.toPath(), whole);
        modules.version = "1.0.1";
        deploy.update(kar);
        assertThat(done).containsExactly("deploy a.kar", "deploy a.kar");
    }

    @Test
    void anExchangeOfFilesIsAnUpgradeAndNotARemoval() throws IOException {
        File old = kar("loyalty-1.0.0.kar", "1.0.0");
        deploy.install(old);
        Files.delete(old.toPath());
        deploy.uninstall(old);
        modules.version = "1.0.1";
        deploy.install(kar("loyalty-1.0.1.kar", "1.0.1"));
        graceTimeEnds();
        assertThat(done).containsExactly("deploy loyalty-1.0.0.kar", "deploy loyalty-1.0.1.kar", "keep loyalty/1.0.0");
        assertThat(modules.version).isEqualTo("1.0.1");
    }

    @Test
    void aFileThatComesBackWithinTheGraceTimeStays() throws IOException {
        File kar = kar("a.kar", "1.0.0");
        deploy.install(kar);
        Files.delete(kar.toPath());
        deploy.uninstall(kar);
        deploy.install(kar("a.kar", "1.0.0"));
        graceTimeEnds();
        assertThat(done).containsExactly("deploy a.kar");
    }

    @Test
    void aRestartDeploysOnlyWhatChangedMeanwhile() throws IOException {
        deploy.install(kar("same.kar", "1.0.0"));
        deploy.install(kar("changed.kar", "1.0.0"));
        done.clear();
        File changed = kar("changed.kar", "1.0.1");
        restart();
        deploy.install(folder.resolve("same.kar").toFile());
        deploy.install(changed);
        graceTimeEnds();
        assertThat(done).containsExactly("deploy changed.kar");

        deploy.update(folder.resolve("same.kar").toFile());
        assertThat(done).as("a touched file is deployed again").endsWith("deploy same.kar");
    }

    @Test
    void aKarBringsBackAModuleWhoseStoreWasLost() throws IOException {
        File kar = kar("a.kar", "1.0.0");
        deploy.install(kar);
        modules.lost = true;
        restart();
        deploy.install(kar);
        assertThat(done).containsExactly("deploy a.kar", "deploy a.kar");
    }

    @Test
    void aFileRemovedWhileTheServerWasStoppedTakesItsModuleAlong() throws IOException {
        File kar = kar("a.kar", "1.0.0");
        deploy.install(kar);
        Files.delete(kar.toPath());
        modules.open = false;
        restart();
        graceTimeEnds();
        assertThat(done).containsExactly("deploy a.kar");
        modules.open = true;
        graceTimeEnds();
        assertThat(done).containsExactly("deploy a.kar", "withdraw loyalty/1.0.0");
        restart();
        assertThat(later).isEmpty();
    }

    @Test
    void aFolderThatIsGoneAsAWholeRemovesNothing() throws IOException {
        File kar = kar("a.kar", "1.0.0");
        deploy.install(kar);
        Files.delete(kar.toPath());
        Files.delete(folder);
        restart();
        graceTimeEnds();
        assertThat(done).containsExactly("deploy a.kar");
    }

    @Test
    void aFailureIsNotRepeatedUntilTheFileChanges() throws IOException {
        modules.failing = true;
        File kar = kar("a.kar", "1.0.0");
        deploy.install(kar);
        modules.failing = false;
        restart();
        deploy.install(kar);
        assertThat(done).containsExactly("fail a.kar", "deploy a.kar");
    }

    @Test
    void nothingIsTakenBeforeTheDesiredSetIsInPlace() throws IOException {
        modules.open = false;
        assertThat(deploy.canHandle(kar("a.kar", "1.0.0"))).isFalse();
    }

    @Test
    void theBundleOfAModuleIsRefusedAndOtherFilesAreNotOurs() throws IOException {
        File module = Files.write(folder.resolve("a.jar"), Kar.jar("x;y=\"1\",crm.ui.module;module=a", ""))
                .toFile();
        File bundle = Files.write(folder.resolve("b.jar"), Kar.jar("my.crm.migrations;x=1", ""))
                .toFile();
        File half = Files.write(folder.resolve("c.jar"), new byte[10]).toFile();
        assertThat(deploy.canHandle(module)).isTrue();
        deploy.install(module);
        deploy.update(module);
        deploy.uninstall(module);
        graceTimeEnds();
        assertThat(done).isEmpty();
        assertThat(deploy.canHandle(bundle)).isFalse();
        assertThat(deploy.canHandle(half)).isFalse();
        assertThat(deploy.canHandle(folder.resolve("a.cfg").toFile())).isFalse();
        assertThat(deploy.canHandle(folder.toFile())).isFalse();
    }

    private File kar(String name, String version) throws IOException {
        return Kar.of("loyalty", version, Kar.TABLES)
                .writeTo(folder.resolve(name))
                .toFile();
    }

    /** Modules that write down what is asked of them; loyalty runs in the version set last. */
    private final class Modules implements Deployments {
        private boolean open = true;
        private boolean failing;
        private boolean lost;
        private String version = "1.0.0";

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public List<String> deploy(URI kar) {
            String name = Path.of(kar).getFileName().toString();
            done.add((failing ? "fail " : "deploy ") + name);
            if (failing) {
                throw new Conflict("broken", Localized.of("坏", "broken"));
            }
            return List.of("loyalty/" + version);
        }

        @Override
        public boolean lacks(String id, String which) {
            return lost;
        }

        @Override
        public boolean withdraw(String id, String which) {
            boolean runs = version.equals(which);
            done.add((runs ? "withdraw " : "keep ") + id + '/' + which);
            return runs;
        }
    }
}
