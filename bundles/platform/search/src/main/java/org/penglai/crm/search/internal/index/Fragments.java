package org.penglai.crm.search.internal.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys the fragments of numbers that must not be read out of the index's files: the index holds HMAC-SHA-256 of them, cut
 * to 64 bits, under a key that lies elsewhere. For phone numbers now, and for every sensitive field. Safe for any thread.
 */
public final class Fragments {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int TOKEN_BYTES = 8;

    private final Mac mac;

    Fragments(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the key of this node, which is made if there is none; then nothing in an older index is found by it. */
    static Fragments keyIn(Path file) throws IOException {
        if (Files.exists(file)) {
            return new Fragments(Files.readAllBytes(file));
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, key, StandardOpenOption.CREATE);
        return new Fragments(key);
    }

    /** The same fragment of another kind of field has another token. */
    public String token(String kind, String fragment) {
        byte[] hash = hash((kind + ":" + fragment).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Base64.getEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, TOKEN_BYTES));
    }

    /** Tells whether an index was made with this key, without telling the key. */
    String fingerprint() {
        return token("key", "fingerprint");
    }

    private byte[] hash(byte[] text) {
        try {
            return ((Mac) mac.clone()).doFinal(text);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
