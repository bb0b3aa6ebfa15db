package org.penglai.crm.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServletTest {
    private static final String SCRIPT = "export const 客户 = 1;\n".repeat(200);
    private static final String PLUGIN = "/plugins/loyalty/1.0.0-abc/entry.js";

    @TempDir
    Path folder;

    private ConsoleServlet servlet;

    @BeforeEach
    void build() throws IOException {
        ConsoleFrame frame = new ConsoleFrame(Bundles.context(Bundles.of(
                folder,
                "1.0.0",
                Map.of(
                        "console/index.html",
                        "<!doctype html>",
                        "console/assets/index-1.js",
                        SCRIPT,
                        "console/favicon.svg",
                        "<svg/>",
                        "console/csp.json",
                        "{\"scriptHashes\":[\"sha256-abc\"]}"))));
        AssetStore plugins = new AssetStore();
        plugins.add(Map.of(PLUGIN, Asset.of("entry.js", "x".getBytes(StandardCharsets.UTF_8))));
        servlet = new ConsoleServlet(frame, plugins);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/customers", "/customers/0K3VQ5", "/客户", "/settings/users", "/apix", ""})
    void thePageIsServedAtEveryAddressOfTheConsoleAndNeverKept(String path) throws Exception {
        Exchange answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("<!doctype html>");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self' 'sha256-abc'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/index-1.js", PLUGIN})
    void whatHasItsContentInItsNameIsKeptForEver(String path) throws Exception {
        Exchange answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void otherFilesOfTheFrameAreAskedForEachTime() throws Exception {
        assertThat(get("/favicon.svg").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        String tag = get(PLUGIN).header("ETag");
        assertThat(tag).matches("\"[0-9a-f]+\"");
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            Exchange answer = get(PLUGIN, "If-None-Match", known);
            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.length()).isZero();
            assertThat(answer.header("ETag")).isEqualTo(tag);
            assertThat(answer.header("Cache-Control")).contains("immutable");
        }
        assertThat(get(PLUGIN, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "gzip| true",
                "gzip, deflate, br| true",
                "br;q=1, gzip;q=0.5| true",
                "*| true",
                "gzip;q=0| false",
                "gzip;q=0.0| false",
                "br| false",
                "x-gzip-not| false",
                "| false"
            },
            delimiter = '|')
    void textIsCompressedForWhoWantsIt(String accepted, boolean compressed) throws Exception {
        Exchange answer = get("/assets/index-1.js", "Accept-Encoding", accepted);
        assertThat("gzip".equals(answer.header("Content-Encoding"))).isEqualTo(compressed);
        assertThat(answer.text()).isEqualTo(SCRIPT);
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.length()));
        assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void whatIsTooSmallToWinIsNotCompressed() throws Exception {
        assertThat(get(PLUGIN, "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/absent.js",
                "/plugins/loyalty/0.9.0-old/entry.js",
                "/plugins/",
                "/robots.txt",
                "/customers/export.csv",
                "/.env",
                "/public/form",
                "/soap/erp",
                "/csp.json",
                "/assets/../index.html"
            })
    void noOtherFileIsAnsweredWithThePage(String path) throws Exception {
        Exchange answer = get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/customers", "/api/", "/api", "/healthz", "/readyz", "/metrics"})
    void whereTheServerHasNotStartedYetItSaysSo(String path) throws Exception {
        for (String method : new String[] {"GET", "POST", "PATCH", "DELETE"}) {
            Exchange answer = Exchange.of(servlet, method, path);
            assertThat(answer.status()).as(method).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void thePageIsOnlyRead() throws Exception {
        assertThat(Exchange.of(servlet, "POST", "/customers").status()).isEqualTo(405);
    }

    @Test
    void withoutTheConsoleThereIsNoPage() throws Exception {
        Path empty = folder.resolve("empty");
        ConsoleFrame frame = new ConsoleFrame(Bundles.context(Bundles.of(empty, "1.0.0", Map.of())));
        assertThat(Exchange.of(new ConsoleServlet(frame, new AssetStore()), "GET", "/")
                        .status())
                .isEqualTo(404);
    }

    private Exchange get(String path, String... headers) throws Exception {
        return Exchange.of(servlet, "GET", path, headers);
    }
}
