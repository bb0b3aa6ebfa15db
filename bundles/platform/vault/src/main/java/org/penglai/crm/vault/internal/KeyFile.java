package org.penglai.crm.vault.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The file with the keys that wrap all others, one a line in hexadecimal digits; the last one wraps what is new. */
final class KeyFile {
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int BYTES = 32;
    private static final int ID_DIGITS = 16;

    private final Path file;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Makes the file with a new key, for the owner's eyes only. */
    void create() throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Files.createFile(file, ownersOnly());
            Files.writeString(file, HexFormat.of().formatHex(Aes.random(BYTES)) + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException meanwhile) {
            // Another process of this folder was first: its key is as good.
        }
    }

    private FileAttribute<?>[] ownersOnly() {
        return isPosix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)} : new FileAttribute[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * The keys by their names, in the order of the file.
     *
     * @throws UnusableKeyFile for reasons that an operator can remove
     */
    Map<String, SecretKey> read() throws IOException {
        if (isPosix() && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new UnusableKeyFile("The key file " + file + " can be read by others: chmod 600 " + file);
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                byte[] key = parse(line.strip());
                keys.put(id(key), new SecretKeySpec(key, "AES"));
            }
        }
        if (keys.isEmpty()) {
            throw new UnusableKeyFile("The key file " + file + " is empty: put it back from where you keep its copy");
        }
        return keys;
    }

    private byte[] parse(String line) {
        try {
            byte[] key = HexFormat.of().parseHex(line);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a key of another length.
        }
        throw new UnusableKeyFile("The key file " + file + " holds a line that is no key: put its copy back");
    }

    /** Tells keys apart and nothing of them. */
    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("penglai-vault".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(key)).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
