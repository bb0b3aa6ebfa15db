package org.penglai.crm.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server keeps after everything superfluous was collected.
 *
 * @param megabytes live heap; without arrays of int, which collectors also use to fill gaps
 * @param revisions versions of bundles that the framework knows, old ones included
 * @param loaders class loaders of bundles
 * @param threads of the process
 * @param files descriptors that are open
 */
public record Footprint(double megabytes, long revisions, long loaders, int threads, int files) {
    private static final int INSTANCES = 1;
    private static final int BYTES = 2;
    private static final int CLASS = 3;

    public static Footprint of(CrmServer server) throws IOException, InterruptedException {
        String pid = String.valueOf(server.java().pid());
        // Finalizers, and what weak references held, go in the second round.
        histogram(pid);
        List<String[]> live = histogram(pid);
        return new Footprint(
                live.stream()
                                .filter(row -> !"[I".equals(row[CLASS]))
                                .mapToLong(row -> Long.parseLong(row[BYTES]))
                                .sum()
                        / 1e6,
                count(live, "org.apache.felix.framework.BundleRevisionImpl"),
                count(live, "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader"),
                entries(pid, "task"),
                entries(pid, "fd"));
    }

    private static List<String[]> histogram(String pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Shell.run(Path.of("."), jcmd, pid, "GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > CLASS && row[0].matches("\\d+:"))
                .toList();
    }

    private static long count(List<String[]> live, String type) {
        return live.stream()
                .filter(row -> type.equals(row[CLASS]))
                .mapToLong(row -> Long.parseLong(row[INSTANCES]))
                .sum();
    }

    private static int entries(String pid, String folder) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", pid, folder))) {
            return (int) all.count();
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%.1f MB live, %d revisions, %d class loaders, %d threads, %d files",
                megabytes, revisions, loaders, threads, files);
    }
}
