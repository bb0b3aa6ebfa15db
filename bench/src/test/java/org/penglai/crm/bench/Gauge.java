package org.penglai.crm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.itests.support.CrmServer;

/** Looks at the process of a server from outside. */
final class Gauge {
    private static final double KILOBYTES = 1 << 10;

    private final ProcessHandle process;

    Gauge(CrmServer server) {
        process = server.java();
    }

    /** Processor time since the process began, in milliseconds. */
    double cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    /** What the old generation holds after a full collection, in megabytes: what is really kept. */
    double keptMegabytes() throws IOException, InterruptedException {
        run("jcmd", "GC.run");
        List<String> lines = run("jstat", null, "-gc").lines().toList();
        List<String> titles = List.of(lines.get(0).trim().split("\\s+"));
        String old = lines.get(1).trim().split("\\s+")[titles.indexOf("OU")];
        return Double.parseDouble(old) / KILOBYTES;
    }

    /** Load of the machine over the last minute. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private String run(String tool, String command, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        words.addAll(List.of(options));
        words.add(String.valueOf(process.pid()));
        if (command != null) {
            words.add(command);
        }
        Process asked = new ProcessBuilder(words).redirectErrorStream(true).start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!asked.waitFor(1, TimeUnit.MINUTES) || asked.exitValue() != 0) {
            throw new IOException(words + ": " + answer);
        }
        return answer;
    }
}
