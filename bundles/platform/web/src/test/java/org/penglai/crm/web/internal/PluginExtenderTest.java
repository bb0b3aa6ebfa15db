package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;

class PluginExtenderTest {
    @TempDir
    Path folder;

    private final List<Object> published = new ArrayList<>();

    @Test
    void pluginsOfActiveBundlesAreFoundAndABrokenOneHarmsNobody() throws IOException {
        Bundle good = plugin(1, "loyalty", "{\"id\":\"loyalty\",\"entry\":\"plugin.json\"}");
        Bundle broken = plugin(2, "broken", "{");
        Bundle unreadable = unreadable(3);
        Bundle twice = plugin(4, "other", "{\"id\":\"loyalty\",\"entry\":\"plugin.json\"}");
        Bundle plain = Fakes.of(Bundle.class, answers(5, List.of()));
        Bulkheads bulkheads = Bulkheads.alone(Duration.ofSeconds(30));
        ConsoleFrame frame = new ConsoleFrame(
                Bundles.context(Bundles.of(folder.resolve("frame"), "1.0.0", Map.of("console/index.html", "<p>"))));
        PluginExtender extender = new PluginExtender(
                context(plain, broken, unreadable, good, twice),
                new AssetStore(),
                frame,
                Fakes.of(LiveUpdates.class, Map.of("publish", arguments -> {
                    published.add(arguments[0]);
                    return null;
                })),
                bulkheads);
        try {
            assertThat(bulkheads.trouble(Set.of(4L)).orElseThrow().en()).contains("console plug-in loyalty");
            assertThat(bulkheads.trouble(Set.of(1L))).isEmpty();
            assertThat(extender.list(Caller.system())).singleElement().satisfies(plugin -> assertThat(plugin.module())
                    .isEqualTo("loyalty"));
            assertThat(extender.revision()).isOne();
            assertThat(published).hasSize(1);
            assertThat(extender.frame()).startsWith("1.0.0-");
        } finally {
            extender.stop();
        }
    }

    private static BundleContext context(Bundle... bundles) {
        return Fakes.of(
                BundleContext.class,
                Map.of(
                        "addBundleListener", arguments -> null,
                        "removeBundleListener", arguments -> null,
                        "getBundles", arguments -> bundles));
    }

    private Bundle plugin(long id, String module, String manifest) throws IOException {
        Bundle files = Bundles.of(
                Files.createTempDirectory(folder, "bundle"), "1.0.0", Map.of("META-INF/crm-ui/plugin.json", manifest));
        Map<String, Function<Object[], Object>> answers = answers(id, List.of(capability(module)));
        answers.put("findEntries", arguments -> files.findEntries((String) arguments[0], "*", true));
        return Fakes.of(Bundle.class, answers);
    }

    /** As when its file was taken away under the container. */
    private Bundle unreadable(long id) throws IOException {
        Map<String, Function<Object[], Object>> answers = answers(id, List.of(capability("x")));
        var gone = folder.resolve("gone/META-INF/crm-ui/plugin.json").toUri().toURL();
        answers.put("findEntries", arguments -> Collections.enumeration(List.of(gone)));
        return Fakes.of(Bundle.class, answers);
    }

    private static Map<String, Function<Object[], Object>> answers(long id, List<BundleCapability> capabilities) {
        Map<String, Function<Object[], Object>> answers = new HashMap<>();
        answers.put("getState", arguments -> Bundle.ACTIVE);
        answers.put("getBundleId", arguments -> id);
        answers.put("toString", arguments -> "bundle " + id);
        answers.put("getVersion", arguments -> Version.parseVersion("1.0.0"));
        answers.put(
                "adapt",
                arguments -> Fakes.of(BundleRevision.class, Map.of("getDeclaredCapabilities", asked -> capabilities)));
        return answers;
    }

    private static BundleCapability capability(String module) {
        return Fakes.of(
                BundleCapability.class, Map.of("getAttributes", arguments -> Map.of("module", (Object) module)));
    }
}
