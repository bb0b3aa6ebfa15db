package org.penglai.crm.feeds.internal.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Secrets of webhooks, made from one key file in CRM_DATA/keys: so no secret stands in the database, its audit or a
 * backup. All nodes of an installation need the same file.
 */
@Component(service = WebhookSecrets.class)
public final class WebhookSecrets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] key;

    @Activate
    public WebhookSecrets() {
        this(Path.of(System.getProperty("crm.data", "data")).resolve("keys").toAbsolutePath());
    }

    WebhookSecrets(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("webhooks.key");
            if (!Files.exists(file)) {
                create(file);
            }
            key = HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException meanwhile) {
            // Another process of this folder was first: its key is as good.
        }
    }

    /** The secret of a webhook, as the receiver knows it. */
    String of(long webhook, long version) {
        return "whsec_" + hex(key, (webhook + ":" + version).getBytes(StandardCharsets.UTF_8));
    }

    /** Signature of a body at a moment. */
    static String signature(String secret, long seconds, byte[] body) {
        byte[] prefix = (seconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        return hex(secret.getBytes(StandardCharsets.UTF_8), signed);
    }

    private static String hex(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
