package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** An operator drops module archives into the deploy folder and takes them out again. */
@ExtendWith(LogTail.class)
class ModuleSpec implements LogTail.ServerSpec {
    private static final String LOYALTY = "acme-loyalty";
    private static final String ACCOUNTS = "/api/v1/acmeLoyaltyAccounts";
    private static final long LIMIT_SECONDS = 30;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void theDeployFolderSaysWhatRuns() throws Exception {
        try (CrmServer own = new CrmServer("module", Store.DERBY).start()) {
            server = own;
            CrmClient crm = own.administrator();
            Path folder = own.data().resolve("deploy");

            halfAFileChangesNothing(folder.resolve("half.kar"));
            aBundleWithoutItsKarIsRefused(folder.resolve("loyalty.jar"));
            unknownModulesAreToldOnTheConsole();

            Path kar = folder.resolve("loyalty.kar");
            Files.copy(Kars.loyaltyNext(), kar, StandardCopyOption.REPLACE_EXISTING);
            await("1.0.1 running", crm);
            crm.get(ACCOUNTS).expect(200);
            assertThat(logged("half.kar is no complete module archive")).isOne();
            assertThat(logged("loyalty.jar is the bundle of a module and is not deployed"))
                    .isOne();

            emptyCacheAndRestart();
            crm = own.administrator();
            assertThat(loyalty(crm)).isEqualTo("1.0.1 running");
            crm.get(ACCOUNTS).expect(200);

            Files.delete(kar);
            await(null, crm);
            assertThat(crm.get(ACCOUNTS).expect(404).code()).isEqualTo("typeNotInstalled");
            crm.get("/api/v1/customers").expect(200);
            assertThat(own.log())
                    .noneMatch(line -> line.contains("Refreshing bundles"))
                    .noneMatch(line -> line.contains("Exception caught while executing command"));
        }
    }

    private static void halfAFileChangesNothing(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(Kars.loyaltyNext());
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    private static void aBundleWithoutItsKarIsRefused(Path file) throws IOException {
        try (ZipFile kar = new ZipFile(Kars.loyaltyNext().toFile())) {
            ZipEntry bundle = kar.stream()
                    .filter(entry -> entry.getName().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(kar.getInputStream(bundle), file);
        }
    }

    private void unknownModulesAreToldOnTheConsole() {
        assertThatThrownBy(() -> server.console("crm:module-install nowhere"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no module nowhere");
        assertThatThrownBy(() -> server.console("crm:module-uninstall crm"))
                .hasMessageContaining("There is no module crm");
        assertThatThrownBy(() -> server.console("crm:module-stage /nowhere.kar"))
                .hasMessageContaining("nowhere.kar");
    }

    private void emptyCacheAndRestart() throws Exception {
        server.stop();
        try (Stream<Path> files = Files.walk(server.data().resolve("karaf"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        server.start();
    }

    private long logged(String part) throws IOException {
        return server.log().stream().filter(line -> line.contains(part)).count();
    }

    /** Waits until loyalty is in that version and state; null: until it is gone. */
    private static void await(String expected, CrmClient crm) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        String actual = loyalty(crm);
        while (!Objects.equals(actual, expected) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100); // polls the interface: a folder gives no other signal
            actual = loyalty(crm);
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String loyalty(CrmClient crm) throws Exception {
        for (JsonNode module : crm.get("/api/v1/modules").expect(200).json().get("items")) {
            if (LOYALTY.equals(module.get("id").asText())) {
                return module.get("version").asText()
                        + ' '
                        + module.get("state").asText();
            }
        }
        return null;
    }
}
