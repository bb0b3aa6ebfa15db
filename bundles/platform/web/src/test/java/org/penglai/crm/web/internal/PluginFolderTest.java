package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFolderTest {
    private static final String MANIFEST =
            "{\"id\":\"loyalty\",\"entry\":\"entry-1.js\",\"css\":[\"a.css\"],\"menu\":[{\"id\":\"m\"}],\"version\":\"9\"}";

    @TempDir
    Path folder;

    @Test
    void aPluginGetsAbsoluteAddresses() throws IOException {
        PluginFolder plugin = read("1.0.0", Map.of("plugin.json", MANIFEST, "entry-1.js", "x", "a.css", "y"));
        String base = plugin.base();
        assertThat(base).matches("/plugins/loyalty/1\\.0\\.0-[0-9a-f]{12}/");
        assertThat(plugin.plugin().manifest())
                .containsEntry("id", "loyalty")
                .containsEntry("module", "acme-loyalty")
                .containsEntry("version", "1.0.0")
                .containsEntry("entry", base + "entry-1.js")
                .containsEntry("css", List.of(base + "a.css"))
                .containsEntry("menu", List.of(Map.of("id", "m")));
        assertThat(plugin.assets().keySet()).containsExactly(base + "a.css", base + "entry-1.js", base + "plugin.json");
        assertThat(plugin.assets().get(base + "entry-1.js").contentType()).startsWith("text/javascript");
    }

    @Test
    void theAddressChangesWithAnyChangeOfContentAndWithNothingElse() throws IOException {
        List<Map<String, String>> contents = List.of(
                Map.of("plugin.json", MANIFEST, "entry-1.js", "x", "a.css", "y"),
                Map.of("plugin.json", MANIFEST, "entry-1.js", "x2", "a.css", "y"),
                Map.of("plugin.json", MANIFEST, "entry-1.js", "x", "a.css", "y2"),
                Map.of("plugin.json", MANIFEST, "entry-1.js", "xy", "a.css", ""),
                Map.of("plugin.json", MANIFEST, "entry-1.js", "", "a.css", "yx"),
                Map.of("plugin.json", MANIFEST, "entry-1.js", "x", "a.css", "y", "more.js", ""),
                Map.of("plugin.json", MANIFEST, "entry-1.js", "x", "a.css", "y", "sub/more.js", ""),
                Map.of("plugin.json", MANIFEST + ' ', "entry-1.js", "x", "a.css", "y"));
        Set<String> bases = new HashSet<>();
        for (Map<String, String> content : contents) {
            assertThat(bases.add(read("1.0.0", content).base()))
                    .as("%s", content)
                    .isTrue();
        }
        assertThat(bases.add(read("1.0.1", contents.get(0)).base())).isTrue();
        assertThat(bases.add(read("1.0.0", contents.get(0)).base())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"entry\":\"entry-1.js\"}",
                "{\"id\":7,\"entry\":\"entry-1.js\"}",
                "{\"id\":\"../x\",\"entry\":\"entry-1.js\"}",
                "{\"id\":\"x\",\"entry\":\"absent.js\"}",
                "{\"id\":\"x\",\"entry\":\"../plugin.json\"}",
                "{\"id\":\"x\",\"entry\":\"entry-1.js\",\"css\":[\"absent.css\"]}",
                "{\"id\":\"x\",\"entry\":\"entry-1.js\",\"css\":[null]}",
            })
    void aBrokenManifestIsSaidToBeBroken(String manifest) {
        assertThatThrownBy(() -> read("1.0.0", Map.of("plugin.json", manifest, "entry-1.js", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("null pointer");
    }

    @Test
    void aMissingManifestIsSaidToBeMissing() {
        assertThatThrownBy(() -> read("1.0.0", Map.of("entry-1.js", "x")))
                .hasMessageContaining("plugin.json is missing");
        assertThatThrownBy(() -> read("1.0.0", Map.of())).hasMessageContaining("plugin.json is missing");
    }

    private PluginFolder read(String version, Map<String, String> files) throws IOException {
        Path root = Files.createTempDirectory(folder, "bundle");
        Map<String, String> entries = new java.util.HashMap<>();
        files.forEach((path, content) -> entries.put(PluginFolder.FOLDER + '/' + path, content));
        return PluginFolder.read(Bundles.of(root, version, entries), "acme-loyalty", new ObjectMapper());
    }
}
