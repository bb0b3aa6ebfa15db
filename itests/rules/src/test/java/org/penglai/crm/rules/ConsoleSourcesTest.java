package org.penglai.crm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console and the pages of all capabilities: their unit tests, their types, and the house's style. */
class ConsoleSourcesTest {
    private static final Path WORKSPACE = Path.of(System.getProperty("crm.root"), "bundles");

    @ParameterizedTest
    @ValueSource(strings = {"test", "typecheck", "lint"})
    void holds(String script) throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "run", "--silent", script)
                .directory(WORKSPACE.toFile())
                .redirectErrorStream(true)
                .start();
        npm.getOutputStream().close();
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(npm.waitFor()).as(said).isZero();
    }
}
