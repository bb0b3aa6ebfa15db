package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFrameTest {
    @TempDir
    Path folder;

    @Test
    void thePolicyAllowsTheFramesOwnCodeAndNothingElse() throws IOException {
        ConsoleFrame frame = frame(Map.of(
                "csp.json",
                "{\"scriptHashes\":[\"sha256-abc\",\"sha256-def\"],\"styleSources\":[\"'unsafe-inline'\"]}"));
        assertThat(frame.policy().split("; "))
                .containsExactlyInAnyOrder(
                        "default-src 'self'",
                        "script-src 'self' 'sha256-abc' 'sha256-def'",
                        "style-src 'self' 'unsafe-inline'",
                        "img-src 'self' data: blob:",
                        "connect-src 'self'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'");
    }

    @Test
    void withoutHashesThePolicyIsTheStrictest() throws IOException {
        assertThat(frame(Map.of()).policy()).contains("script-src 'self';").doesNotContain("unsafe");
    }

    @Test
    void whatTheBuildLeavesForTheServerIsNotServed() throws IOException {
        ConsoleFrame frame =
                frame(Map.of("csp.json", "{}", "index.html", "<p>", "assets/a.js", "x", "assets/a.js.gz", "y"));
        assertThat(frame.find("/csp.json")).isNull();
        assertThat(frame.find("/assets/a.js.gz")).isNull();
        assertThat(frame.find("/assets/a.js").body()).asString().isEqualTo("x");
        assertThat(frame.index().contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void theVersionTellsContentsApart() throws IOException {
        String one = frame(Map.of("index.html", "1")).version();
        assertThat(one).matches("1\\.0\\.0-[0-9a-f]{12}");
        assertThat(frame(Map.of("index.html", "1")).version()).isEqualTo(one);
        assertThat(frame(Map.of("index.html", "2")).version()).isNotEqualTo(one);
    }

    @Test
    void aBuildWithoutTheConsoleHasNoIndex() throws IOException {
        assertThat(frame(Map.of()).index()).isNull();
    }

    @Test
    void aBrokenPolicyFileIsNoPolicy() {
        assertThatThrownBy(() -> frame(Map.of("csp.json", "{"))).isInstanceOf(IOException.class);
    }

    private ConsoleFrame frame(Map<String, String> files) throws IOException {
        Map<String, String> entries = new HashMap<>();
        files.forEach((path, content) -> entries.put("console/" + path, content));
        return new ConsoleFrame(
                Bundles.context(Bundles.of(Files.createTempDirectory(folder, "bundle"), "1.0.0", entries)));
    }
}
