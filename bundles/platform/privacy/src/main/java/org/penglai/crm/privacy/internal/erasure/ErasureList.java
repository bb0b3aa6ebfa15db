package org.penglai.crm.privacy.internal.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who was erased, beside the database and its backups, so that a backup that is put back does not bring anybody back.
 * One line an erasure: time, HMAC of the record's type and id, and an HMAC over these and the line before, by a key in the
 * folder of keys. Lines are only added. Safe for any thread of one process.
 */
final class ErasureList {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Path file;
    private final byte[] key;

    ErasureList(Path folder, Path keys) {
        this.file = folder.resolve("erasures.log");
        try {
            Files.createDirectories(folder);
            Files.createDirectories(keys);
            Path keyFile = keys.resolve("erasures.key");
            if (!Files.exists(keyFile)) {
                create(keyFile);
            }
            key = HexFormat.of().parseHex(Files.readString(keyFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path keyFile) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            Files.createFile(
                    keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(keyFile, HexFormat.of().formatHex(fresh) + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException meanwhile) {
            // Another process of this folder was first: its key is as good.
        }
    }

    /** What stands for a record in the list. */
    String entry(String type, long id) {
        return hmac(type + ":" + id);
    }

    /**
     * All entries.
     *
     * @throws IllegalStateException if a line was changed, removed from within, or slipped in
     */
    synchronized Set<String> entries() {
        Set<String> entries = new LinkedHashSet<>();
        String before = "";
        int number = 0;
        for (String line : lines()) {
            number++;
            String[] parts = line.split(" ");
            if (parts.length != 3 || !same(parts[2], seal(before, parts[0], parts[1]))) {
                throw new IllegalStateException("line " + number + " of " + file + " was tampered with");
            }
            before = parts[2];
            entries.add(parts[1]);
        }
        return entries;
    }

    /** Adds an entry and sees to it that it is on the disk. */
    synchronized void add(String entry, Instant at) {
        List<String> lines = lines();
        String before = lines.isEmpty() ? "" : lines.get(lines.size() - 1).split(" ")[2];
        String line = at + " " + entry + " " + seal(before, at.toString(), entry) + "\n";
        try {
            Files.writeString(
                    file,
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String seal(String before, String at, String entry) {
        return hmac(before + "|" + at + "|" + entry);
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    private static boolean same(String some, String other) {
        return MessageDigest.isEqual(some.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
