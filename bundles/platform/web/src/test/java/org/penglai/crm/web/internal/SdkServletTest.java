package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkServletTest {
    @TempDir
    Path home;

    private SdkServlet servlet;

    @BeforeEach
    void lay() throws IOException {
        Files.createDirectories(home.resolve("sdk/repository"));
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("sdk/repository/api.pom"), "<project/>");
        Files.writeString(home.resolve("etc/users.properties"), "secret");
        Files.createSymbolicLink(home.resolve("sdk/out"), home.resolve("etc"));
        servlet = new SdkServlet(home.resolve("sdk"));
    }

    @Test
    void aFileIsSent() throws Exception {
        Exchange answer = Exchange.of(servlet, "GET", "/repository/api.pom");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("<project/>");
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/repository",
                "/repository/none.pom",
                "/../etc/users.properties",
                "/repository/../../etc/users.properties",
                "//etc/passwd",
                "/out/users.properties",
                "/a\0b"
            })
    void nothingElseIs(String path) throws Exception {
        assertThat(Exchange.of(servlet, "GET", path).status()).isEqualTo(404);
    }

    @Test
    void anArchiveWithoutTheFolderHasNothingThere() throws Exception {
        SdkServlet none = new SdkServlet(home.resolve("none"));
        assertThat(Exchange.of(none, "GET", "/repository/api.pom").status()).isEqualTo(404);
    }
}
