package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/**
 * The modules that came after the archive, as a Maven repository below CRM_DATA/modules: outside the container's
 * cache, so that the desired set can be restored when that is empty.
 */
final class KarStore {
    private static final String PREFIX = "repository/";
    private static final String FEATURES = "-features.xml";

    private final Path repository;

    KarStore(Path modules) {
        this.repository = modules.resolve("repository");
    }

    /**
     * Unpacks a KAR.
     *
     * @return the features files in it
     * @throws Invalid if it holds none, or an entry reaches outside the store
     */
    List<URI> unpack(URI kar) throws IOException {
        List<URI> features = new ArrayList<>();
        try (InputStream in = kar.toURL().openStream();
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory() || !entry.getName().startsWith(PREFIX)) {
                    continue;
                }
                Path file = target(entry.getName());
                write(zip, file);
                if (file.getFileName().toString().endsWith(FEATURES)) {
                    features.add(file.toUri());
                }
            }
        }
        if (features.isEmpty()) {
            throw new Invalid(
                    Violation.of("kar", "noFeatures", "该文件不是模块包（KAR）。", "The file is no module archive (KAR)."));
        }
        return features;
    }

    /** Features files of all modules kept here. */
    List<URI> features() throws IOException {
        if (!Files.isDirectory(repository)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.getFileName().toString().endsWith(FEATURES))
                    .map(Path::toUri)
                    .toList();
        }
    }

    private Path target(String entry) {
        Path file = repository.resolve(entry.substring(PREFIX.length())).normalize();
        if (!file.startsWith(repository)) {
            throw new Invalid(Violation.of(
                    "kar", "unsafePath", "模块包中含有越界路径，已拒绝。", "An entry of the archive reaches outside of it."));
        }
        return file;
    }

    /** Through a temporary name, so that nobody ever sees half a file. */
    private static void write(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(file.getParent(), ".part", null);
        try {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
