package org.penglai.crm.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The packaged archive, unpacked once for all tests. */
public final class Archive {
    private static Path home;

    private Archive() {}

    /** The unpacked folder; nobody writes into it, all state is elsewhere. */
    public static synchronized Path home() throws IOException, InterruptedException {
        if (home == null) {
            Path archive = Path.of(System.getProperty("crm.archive"));
            Path target = Path.of(System.getProperty("crm.work"), "archive");
            Files.createDirectories(target);
            Shell.run(target, "tar", "-xzf", archive.toString());
            try (Stream<Path> children = Files.list(target)) {
                home = children.filter(Files::isDirectory).findFirst().orElseThrow();
            }
        }
        return home;
    }
}
