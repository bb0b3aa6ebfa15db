package org.penglai.crm.privacy.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a backup takes along of CRM_DATA, and where backups are. Never the keys: whoever has both can read everything. */
final class BackupPlaces {
    /** Sessions end with a restore: one that was signed out since must not come back. */
    static final Set<String> WITHOUT_ROWS = Set.of("crm_session");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String PREFIX = "crm-";

    private final Path data;
    private final Path folder;

    /** @param configured folder of backups; may be empty */
    BackupPlaces(Path data, String configured) {
        this.data = data.toAbsolutePath().normalize();
        this.folder = configured == null || configured.isBlank()
                ? this.data.resolve("backups")
                : Path.of(configured.strip()).toAbsolutePath().normalize();
    }

    static BackupPlaces of(BackupConfiguration configuration) {
        return new BackupPlaces(Path.of(System.getProperty("crm.data", "data")), configuration.folder());
    }

    /** Attachments, and modules that came after the archive. */
    Map<String, Path> taken() {
        return Map.of(
                "files",
                data.resolve("files"),
                "modules",
                data.resolve("modules").resolve("repository"));
    }

    /** The search index is made from the tables. */
    Set<Path> emptied() {
        return Set.of(data.resolve("index"));
    }

    /** A new folder in the configured one. */
    Path next(Instant now) {
        return folder.resolve(PREFIX + STAMP.format(now));
    }

    /** Backups of the configured folder, the newest first. */
    List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().matches(PREFIX + "\\d{8}-\\d{6}"))
                    .filter(child -> Files.isRegularFile(child.resolve("manifest.json")))
                    .sorted(Comparator.comparing(
                                    (Path child) -> child.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all but the newest. */
    int deleteOld(int keep) throws IOException {
        List<Path> all = all();
        List<Path> old = all.subList(Math.min(Math.max(1, keep), all.size()), all.size());
        for (Path each : old) {
            delete(each);
        }
        return old.size();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
