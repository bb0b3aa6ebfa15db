package org.penglai.crm.events.internal.audit;

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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.events.spi.Origin;

/**
 * The key of the audit's chain. It lies in CRM_DATA/keys, so that whoever can write the database cannot forge the audit;
 * all nodes of an installation need the same file.
 */
@Component(service = AuditKey.class)
public final class AuditKey {
    private static final String FILE = "audit.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Path folder;
    private final Mac keyed;

    @Activate
    public AuditKey() {
        this(Path.of(System.getProperty("crm.data", "data")).resolve("keys").toAbsolutePath());
    }

    /** @param folder is made if need be, and so is the key */
    public AuditKey(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(FILE);
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException meanwhile) {
            // Another process of this folder was first: its key is as good.
        }
    }

    /** Where the key lies; heads of the chain are noted beside it. */
    Path folder() {
        return folder;
    }

    /** Seal of a position, given the one before it. */
    String seal(String before, long position, long auditId, String kind, String rowMac) {
        Mac mac = mac();
        text(mac, before);
        number(mac, position);
        number(mac, auditId);
        text(mac, kind);
        text(mac, rowMac);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** What proves a row. */
    public String rowMac(
            long id,
            LocalDateTime at,
            long userId,
            String type,
            long recordId,
            long version,
            String operation,
            String changes,
            Origin origin) {
        Mac mac = mac();
        number(mac, id);
        number(mac, at.toEpochSecond(ZoneOffset.UTC));
        number(mac, at.getNano());
        number(mac, userId);
        text(mac, type);
        number(mac, recordId);
        number(mac, version);
        text(mac, operation);
        text(mac, changes);
        if (!origin.equals(Origin.NONE)) {
            text(mac, origin.address());
            text(mac, origin.traceId());
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void number(Mac mac, long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (value >>> shift));
        }
    }

    /** With its length, so that no two lists of texts look alike. */
    private static void text(Mac mac, String value) {
        if (value == null) {
            number(mac, -1);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        number(mac, bytes.length);
        mac.update(bytes);
    }
}
