package org.penglai.crm.files.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Contents under their SHA-256: the same bytes are kept once. A content is complete from the moment it is there, because it
 * is written beside its place and moved into it. Safe for any thread.
 */
final class ContentStore {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;

    ContentStore(Path folder) {
        this.folder = folder;
    }

    /** Reads the stream to its end. */
    Stored store(InputStream in) throws IOException {
        Path incoming = folder.resolve("incoming");
        Files.createDirectories(incoming);
        Path draft = incoming.resolve(UUID.randomUUID().toString());
        try {
            MessageDigest digest = sha256();
            long size;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(draft), digest)) {
                size = copy(in, out);
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            Path place = place(hash);
            Files.createDirectories(place.getParent());
            if (Files.exists(place)) {
                // Whoever cleans up must see that it is wanted again.
                Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
            } else {
                move(draft, place);
            }
            return new Stored(hash, size, place);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    Path place(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }

    void delete(String hash) throws IOException {
        Files.deleteIfExists(place(hash));
    }

    /** Hashes of contents that nobody has stored since. */
    List<String> untouchedSince(Instant time) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(path -> path.getFileName().toString().length() == 64)
                    .filter(path -> isOlder(path, time))
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    /** Drafts of uploads that were cut off. */
    void deleteDrafts(Instant untouchedSince) throws IOException {
        Path incoming = folder.resolve("incoming");
        if (Files.isDirectory(incoming)) {
            try (Stream<Path> drafts = Files.list(incoming)) {
                for (Path draft :
                        drafts.filter(path -> isOlder(path, untouchedSince)).toList()) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    /** Whether nobody has stored the content since. */
    boolean isOlder(String hash, Instant time) {
        return isOlder(place(hash), time);
    }

    private static boolean isOlder(Path path, Instant time) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(time);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void move(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException same) {
            // Somebody stored the same bytes at the same time.
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            size += read;
        }
        return size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param file where it is */
    record Stored(String sha256, long size, Path file) {}
}
