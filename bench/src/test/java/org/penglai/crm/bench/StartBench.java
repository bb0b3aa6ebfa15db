package org.penglai.crm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/** How long it takes until the archive is ready, and what it then holds. */
class StartBench {
    @ParameterizedTest
    @EnumSource(Store.class)
    void readyAndMemory(Store store) throws Exception {
        try (CrmServer server = new CrmServer("start", store).withDefaultOptions()) {
            print(store, "cold", server);
            server.stop();
            print(store, "warm", server);
        }
    }

    private static void print(Store store, String what, CrmServer server) throws IOException, InterruptedException {
        long start = System.nanoTime();
        server.start();
        double ready = (System.nanoTime() - start) / 1e9;
        ProcessHandle java = server.java();
        double cpu = java.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        System.out.printf(
                "start %-8s %s: ready after %.1f s, %.1f s CPU, %d MB resident%n",
                store, what, ready, cpu, residentMegabytes(java));
    }

    private static long residentMegabytes(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
