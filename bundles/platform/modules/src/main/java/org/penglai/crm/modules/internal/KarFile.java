package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/** A module archive (KAR) as it lies on disk; nothing in it is believed. */
final class KarFile {
    static final String FEATURES = "-features.xml";

    private static final String PREFIX = "repository/";
    private static final int BUFFER = 64 * 1024;
    /** More than any module needs; keeps a forged archive from filling the disk. */
    private static final long LARGEST = 1L << 30;

    private KarFile() {}

    /** Whether all of it is there: the table of contents of a zip comes last, so half a copy has none. */
    static boolean isComplete(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .anyMatch(entry -> entry.getName().startsWith(PREFIX)
                            && entry.getName().endsWith(FEATURES));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Unpacks its Maven repository into an empty folder.
     *
     * @return paths of all files, relative to the folder; at least one is a features file
     * @throws Invalid if it is no KAR, is cut off or damaged, or an entry reaches outside the folder
     */
    static List<Path> unpack(Path file, Path folder) throws IOException {
        Set<Path> files = new HashSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long room = LARGEST;
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.isDirectory() || !entry.getName().startsWith(PREFIX)) {
                    continue;
                }
                Path target = target(folder, entry.getName().substring(PREFIX.length()));
                if (!files.add(folder.relativize(target))) {
                    throw invalid("duplicateEntry", "模块包中有重复的文件。", "It holds a file twice: " + entry.getName());
                }
                room -= write(zip, entry, target, room);
            }
        } catch (ZipException e) {
            throw invalid("noKar", "该文件不是完整的模块包（KAR）。", "It is no complete module archive (KAR): " + e.getMessage());
        }
        if (files.stream().noneMatch(path -> path.toString().endsWith(FEATURES))) {
            throw invalid("noFeatures", "该文件不是模块包（KAR）。", "It is no module archive (KAR): no features file in it.");
        }
        return files.stream().sorted().toList();
    }

    private static Path target(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw invalid("unsafePath", "模块包中含有越界路径，已拒绝。", "An entry reaches outside of it: " + name);
        }
        return file;
    }

    private static long write(ZipFile zip, ZipEntry entry, Path target, long room) throws IOException {
        Files.createDirectories(target.getParent());
        CRC32 sum = new CRC32();
        long size = 0;
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > room) {
                    throw invalid("tooLarge", "模块包过大。", "It is too large.");
                }
                out.write(buffer, 0, read);
            }
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new ZipException(entry.getName() + " is damaged");
        }
        return size;
    }

    static Invalid invalid(String code, String zh, String en) {
        return new Invalid(Violation.of("kar", code, zh, en));
    }
}
