package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.karaf.features.Feature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Gates;

class FeatureModulesTest {
    @TempDir
    Path folder;

    private Container container;
    private FeatureModules modules;
    private Feature first;
    private Feature second;

    @BeforeEach
    void ship() throws IOException {
        container = new Container(folder);
        container.ship("loyalty", "1.0.0", Kar.TABLES);
        container.ship("loyalty", "1.0.1", Kar.TABLES);
        modules = new FeatureModules(container.features(), container.gates(), container.context());
        first = modules.find("loyalty", "1.0.0").orElseThrow();
        second = modules.find("loyalty", "1.0.1").orElseThrow();
        container.installed.add(first.getId());
    }

    @Test
    void writesAreHeldBackWhileTheModuleIsExchanged() {
        modules.install(List.of(second));
        modules.uninstall("loyalty");
        assertThat(container.log)
                .containsExactly(
                        "close loyalty",
                        "install loyalty/1.0.1",
                        "open loyalty",
                        "close loyalty",
                        "uninstall loyalty/1.0.1",
                        "open loyalty");
    }

    @Test
    void aVersionThatDoesNotResolveLeavesTheOldOneRunningAndTheGateOpen() {
        container.faulty.add(second.getId());
        assertThatThrownBy(() -> modules.install(List.of(second)))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("Unable to resolve loyalty/1.0.1");
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
        assertThat(container.log).containsExactly("close loyalty", "install loyalty/1.0.1", "open loyalty");
    }

    @Test
    void aVersionThatDoesNotStartIsTakenBack() {
        container.notStarting.add(second.getId());
        assertThatThrownBy(() -> modules.install(List.of(second))).hasMessageContaining("Error restarting");
        assertThat(container.installed).containsExactly("loyalty/1.0.0");
        assertThat(container.log).endsWith("install loyalty/1.0.0", "open loyalty");
    }

    @Test
    void aNewModuleThatDoesNotStartIsTakenOffAgain() {
        container.installed.clear();
        container.notStarting.add(second.getId());
        assertThatThrownBy(() -> modules.install(List.of(second))).hasMessageContaining("Error restarting");
        assertThat(container.installed).isEmpty();
    }

    @Test
    void gatesOpenAgainWhenARemovalFailsOrOneOfThemCannotBeHeld() throws IOException {
        container.ship("two", "1.0.0", "crm.migrations;crm.migrations=second");
        container.installed.add("two/1.0.0");
        Gates gates = container.gates();
        Gates failing = Fakes.of(Gates.class, Map.of("hold", arguments -> {
            if ("second".equals(arguments[0])) {
                throw new IllegalStateException("cannot be held");
            }
            return gates.hold((String) arguments[0], "", null);
        }));
        FeatureModules stuck = new FeatureModules(container.features(), failing, container.context());
        Feature two = stuck.find("two", null).orElseThrow();
        container.installed.remove(first.getId());
        container.installed.add(second.getId());
        assertThatThrownBy(() -> stuck.install(List.of(first, two))).isInstanceOf(Unavailable.class);
        assertThat(container.log).containsExactly("close loyalty", "open loyalty");
        assertThat(container.installed).contains(second.getId(), "two/1.0.0");
    }

    @Test
    void namesAreTakenLiterally() {
        assertThat(modules.find("loyal.*", null)).isEmpty();
        assertThat(modules.find("[", null)).isEmpty();
        assertThat(modules.find("loyalty", "1.0")).isEmpty();
        assertThat(modules.find("loyalty", null)).contains(second);
    }
}
