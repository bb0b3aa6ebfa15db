package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.error.Invalid;

class KarTrustTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path keys;

    private static KeyStore vendor;
    private static KeyStore stranger;

    @TempDir
    Path folder;

    private Path kar;
    private Path signed;

    @BeforeAll
    static void makeKeys() throws Exception {
        vendor = keyStore("vendor");
        stranger = keyStore("stranger");
    }

    @BeforeEach
    void make() throws Exception {
        kar = Kar.of("points", "1.0.0", Kar.TABLES).writeTo(folder.resolve("points.kar"));
        signed = sign(kar, vendor);
    }

    @Test
    void whereTrustIsNotRequiredAnythingUntouchedIsTaken() throws Exception {
        KarTrust.ofAll().check(kar);
        KarTrust.ofAll().check(signed);
        KarTrust.ofAll().check(sign(kar, stranger));
    }

    @Test
    void whereItIsRequiredTheSignerMustBeTrusted() throws Exception {
        KarTrust strict = new KarTrust(true, List.of(), keys.resolve("vendor.p12"), PASSWORD);
        strict.check(signed);
        refused(strict, kar, "unsigned");
        refused(strict, sign(kar, stranger), "untrustedSigner");
        refused(new KarTrust(true, List.of(), folder.resolve("none.p12"), PASSWORD), signed, "untrustedSigner");
    }

    @Test
    void anUnsignedKarIsTakenByItsHash() throws Exception {
        String hash = DeployedKars.hash(kar).toUpperCase(java.util.Locale.ROOT);
        KarTrust strict = new KarTrust(true, List.of(hash), folder.resolve("none.p12"), PASSWORD);
        strict.check(kar);
        refused(strict, sign(kar, stranger), "untrustedSigner");
    }

    @Test
    void whatWasChangedAfterItWasSignedIsRefusedWhereverItCameFrom() throws Exception {
        for (KarTrust trust :
                List.of(KarTrust.ofAll(), new KarTrust(true, List.of(), keys.resolve("vendor.p12"), PASSWORD))) {
            refused(trust, copy("changed", "-features.xml", "<features/>", null), "tampered");
            refused(trust, copy("shortened", "-features.xml", null, null), "tampered");
            refused(trust, copy("extended", null, null, "repository/more.txt"), "tampered");
        }
    }

    @Test
    void theStoreTakesNothingOfATamperedKar() throws Exception {
        KarStore store = new KarStore(folder.resolve("modules"), folder.resolve("system"), KarTrust.ofAll());
        Path changed = copy("changed", ".jar", "other code", null);
        assertThatThrownBy(() -> store.take(changed.toUri())).isInstanceOf(Invalid.class);
        assertThat(store.features()).isEmpty();
        assertThat(store.take(signed.toUri()).files()).hasSize(1);
    }

    private static void refused(KarTrust trust, Path kar, String code) {
        assertThatThrownBy(() -> trust.check(kar)).isInstanceOfSatisfying(Invalid.class, e -> assertThat(
                        e.violations().get(0).code())
                .isEqualTo(code));
    }

    /** The signed KAR with the entry that ends so replaced (removed if the text is null), or with one more. */
    private Path copy(String name, String ending, String text, String more) throws IOException {
        Path copy = folder.resolve(name + ".kar");
        try (ZipFile from = new ZipFile(signed.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : from.stream().toList()) {
                boolean meant = ending != null && entry.getName().endsWith(ending);
                if (meant && text == null) {
                    continue;
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    to.write(meant ? text.getBytes() : in.readAllBytes());
                }
            }
            if (more != null) {
                to.putNextEntry(new ZipEntry(more));
                to.write(1);
            }
        }
        return copy;
    }

    private Path sign(Path unsigned, KeyStore keys) throws Exception {
        String alias = keys.aliases().nextElement();
        PrivateKey key = (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray());
        JarSigner signer = new JarSigner.Builder(
                        key,
                        java.security.cert.CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(keys.getCertificate(alias))))
                .build();
        Path signed = folder.resolve("signed-by-" + alias + ".kar");
        try (ZipFile from = new ZipFile(unsigned.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
        return signed;
    }

    /** Its own key and certificate, as a vendor makes them. */
    private static KeyStore keyStore(String name) throws Exception {
        Path file = keys.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
