package org.penglai.crm.jobs.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.penglai.crm.persistence.spi.Ids;

/**
 * Folders of jobs under one root, which all nodes share, with sealed files. A file is called by the hash of its name: people's names for
 * files need not be names that the file system takes.
 */
final class JobFiles {
    private final Path root;
    private final SealedFiles sealed;

    JobFiles(Path root, SealedFiles sealed) {
        this.root = root;
        this.sealed = sealed;
    }

    /** Streams the content to disk and returns its size. */
    long save(long job, Direction direction, String name, InputStream content) throws IOException {
        try (OutputStream out = create(job, direction, name)) {
            return content.transferTo(out);
        }
    }

    OutputStream create(long job, Direction direction, String name) throws IOException {
        Path file = file(job, direction, name);
        Files.createDirectories(file.getParent());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        boolean good = false;
        try {
            OutputStream sealing = sealed.sealing(job, out);
            good = true;
            return sealing;
        } finally {
            if (!good) {
                out.close();
            }
        }
    }

    /** @throws java.nio.file.NoSuchFileException if there is none */
    InputStream open(long job, Direction direction, String name) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file(job, direction, name)));
        boolean good = false;
        try {
            InputStream opening = sealed.opening(job, in);
            good = true;
            return opening;
        } finally {
            if (!good) {
                in.close();
            }
        }
    }

    boolean exists(long job, Direction direction, String name) {
        return Files.exists(file(job, direction, name));
    }

    /** Deletes all of a job's files. */
    void delete(long job) throws IOException {
        delete(root, job);
    }

    static void delete(Path root, long job) throws IOException {
        Path folder = root.resolve(Ids.format(job));
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    /** Jobs whose folder has not changed since then. */
    List<Long> untouchedSince(Instant then) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        List<Long> jobs = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                long id = Ids.parse(folder.getFileName().toString());
                if (id >= 0 && Files.getLastModifiedTime(folder).toInstant().isBefore(then)) {
                    jobs.add(id);
                }
            }
        }
        return jobs;
    }

    private Path folder(long job) {
        return root.resolve(Ids.format(job));
    }

    private Path file(long job, Direction direction, String name) {
        return folder(job).resolve(direction.code + "-" + hash(name));
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether a file was handed in or is left for the owner. */
    enum Direction {
        IN("in"),
        OUT("out");

        private final String code;

        Direction(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
