package org.penglai.crm.persistence.internal.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.penglai.crm.persistence.spi.Backups.FileContent;

/** Files of a backup. */
final class Folders {
    private Folders() {}

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** The files below a folder; none if there is no such folder. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    /** Copies what is not there yet; a file that goes meanwhile is nobody's any more. */
    static void copyNew(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Path draft = target.resolveSibling(target.getFileName() + ".part");
                try {
                    Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
                } catch (NoSuchFileException gone) {
                    continue;
                }
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** All files below a folder but one, with their hashes. */
    static List<FileContent> contents(Path folder, String except) throws IOException {
        List<FileContent> contents = new ArrayList<>();
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            if (!path.equals(except)) {
                contents.add(new FileContent(path, Files.size(file), sha256(file)));
            }
        }
        return contents;
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = RowSum.sha256();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            while (in.read(buffer) >= 0) {
                // the digest reads along
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
