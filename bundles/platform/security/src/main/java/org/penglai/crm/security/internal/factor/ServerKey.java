package org.penglai.crm.security.internal.factor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The key under which the server keeps secrets that it must be able to read again: AES-256-GCM, in a file of the
 * operator outside the database. Made at the first use; all nodes of an installation share it. Safe for any thread.
 */
@Component(service = ServerKey.class)
public final class ServerKey {
    private static final String FILE = "keys/sign-in.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 6;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private byte[] key;

    @Activate
    public ServerKey() {
        this(Path.of(System.getProperty("crm.data", "data")));
    }

    /** Without a container. */
    public ServerKey(Path data) {
        this.file = data.resolve(FILE).toAbsolutePath();
    }

    /**
     * Seals a secret.
     *
     * @param context what it belongs to; it opens only with the same
     */
    public String seal(byte[] secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] bytes = key();
        byte[] sealed = run(Cipher.ENCRYPT_MODE, bytes, nonce, secret, context);
        return id(bytes)
                + "."
                + ENCODER.encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /** What was sealed; empty if that was done with another key. */
    public Optional<byte[]> open(String sealed, String context) {
        byte[] bytes = key();
        int dot = sealed.indexOf('.');
        if (dot < 0 || !sealed.substring(0, dot).equals(id(bytes))) {
            return Optional.empty();
        }
        byte[] stored = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
        return Optional.of(run(Cipher.DECRYPT_MODE, bytes, nonce, rest, context));
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] text, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed secret was changed", e);
        }
    }

    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return ENCODER.encodeToString(Arrays.copyOf(digest, ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private synchronized byte[] key() {
        if (key == null) {
            try {
                key = Files.exists(file) ? read() : create();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot use the key file " + file, e);
            }
        }
        return key;
    }

    private byte[] read() throws IOException {
        byte[] read = Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
        if (read.length != KEY_BYTES) {
            throw new IOException("not a key of 256 bits in base64: " + file);
        }
        return read;
    }

    /** Complete before it has its name, so that nobody reads half a key. */
    private byte[] create() throws IOException {
        byte[] drawn = new byte[KEY_BYTES];
        random.nextBytes(drawn);
        Files.createDirectories(file.getParent());
        Path written = Files.createTempFile(
                file.getParent(),
                "sign-in",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(written, Base64.getEncoder().encodeToString(drawn) + System.lineSeparator());
            Files.createLink(file, written);
            return drawn;
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            return read();
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
