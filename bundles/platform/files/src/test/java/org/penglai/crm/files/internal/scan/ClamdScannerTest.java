package org.penglai.crm.files.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's clamd. */
class ClamdScannerTest {
    @TempDir
    Path folder;

    @Test
    void itFindsWhatTheDaemonKnowsAndSaysWhenItCannotSay() throws Exception {
        try (Clamd clamd = new Clamd(folder)) {
            ClamdScanner scanner = clamd.scanner();
            assertThat(scanner.scan(bytes("a picture"))).isNull();
            assertThat(scanner.scan(bytes("x".repeat(200_000) + Clamd.VIRUS + "x".repeat(200_000))))
                    .isEqualTo(Clamd.FOUND);
            assertThatThrownBy(() -> scanner.scan(bytes("x".repeat(11 << 20))))
                    .as("more than the daemon takes")
                    .isInstanceOf(IOException.class);
            clamd.stop();
            assertThatThrownBy(() -> scanner.scan(bytes("a picture"))).isInstanceOf(IOException.class);
            clamd.start();
            assertThat(scanner.scan(bytes("a picture"))).isNull();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
