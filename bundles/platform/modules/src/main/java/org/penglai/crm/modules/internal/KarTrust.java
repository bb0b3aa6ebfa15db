package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Invalid;

/**
 * Whom modules are taken from. A KAR that is signed (jarsigner) must be as its signer left it, whoever that is; whether it
 * must be signed by somebody trusted, or be known by its hash, is the operator's choice.
 */
final class KarTrust {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
    private static final int BUFFER = 64 * 1024;

    private final boolean required;
    private final Set<String> hashes = new TreeSet<>();
    private final Path store;
    private final char[] password;

    /**
     * @param required whether a KAR must be trusted
     * @param hashes SHA-256 of KARs that are trusted without a signature, in hexadecimal
     * @param store PKCS12 with the certificates of trusted signers or of those who certify them; read when it is needed
     * @param password of the store
     */
    KarTrust(boolean required, List<String> hashes, Path store, String password) {
        this.required = required;
        hashes.forEach(hash -> this.hashes.add(hash.strip().toLowerCase(Locale.ROOT)));
        this.store = store;
        this.password = password.toCharArray();
    }

    /** Takes what is not tampered with. */
    static KarTrust ofAll() {
        return new KarTrust(false, List.of(), Path.of("none"), "");
    }

    /**
     * Looks at a KAR as a whole.
     *
     * @throws Invalid if it is tampered with or not trusted
     */
    void check(Path kar) throws IOException {
        List<List<CodeSigner>> signers = signers(kar);
        if (!required || hashes.contains(DeployedKars.hash(kar))) {
            return;
        }
        if (signers.isEmpty()) {
            throw KarFile.invalid(
                    "unsigned",
                    "模块包没有签名，也不在允许的名单中（SHA-256 " + DeployedKars.hash(kar) + "）。",
                    "It is not signed, and its SHA-256 " + DeployedKars.hash(kar) + " is not among the allowed ones.");
        }
        if (!trusted(signers)) {
            throw KarFile.invalid("untrustedSigner", "模块包的签名者不受信任。", "Whoever signed it is not trusted.");
        }
    }

    /** For each entry who signed it; empty if the KAR is not signed at all. */
    private static List<List<CodeSigner>> signers(Path kar) throws IOException {
        List<List<CodeSigner>> signers = new ArrayList<>();
        boolean signed = false;
        String unsigned = null;
        try (JarFile jar = new JarFile(kar.toFile(), true)) {
            Manifest manifest = jar.getManifest();
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (SIGNATURE.matcher(entry.getName()).matches()) {
                    signed = true;
                } else if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    read(jar, entry);
                    if (entry.getCodeSigners() == null) {
                        unsigned = entry.getName();
                    } else {
                        signers.add(List.of(entry.getCodeSigners()));
                    }
                }
            }
            if (signed && manifest != null) {
                for (String name : manifest.getEntries().keySet()) {
                    if (jar.getEntry(name) == null) {
                        throw tampered(name + " is missing");
                    }
                }
            }
        } catch (SecurityException e) {
            throw tampered(e.getMessage());
        }
        if (signed && unsigned != null) {
            throw tampered(unsigned + " is not covered by the signature");
        }
        return signers;
    }

    /** An entry is compared with its signature while it is read. */
    private static void read(JarFile jar, JarEntry entry) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = jar.getInputStream(entry)) {
            while (in.read(buffer) >= 0) {
                // Reading is all.
            }
        }
    }

    private static Invalid tampered(String detail) {
        return KarFile.invalid("tampered", "模块包在签名后被改动过：" + detail, "It was changed after it was signed: " + detail);
    }

    private boolean trusted(List<List<CodeSigner>> signers) throws IOException {
        if (!Files.exists(store)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(in, password);
            PKIXParameters rules = new PKIXParameters(anchors(anchors));
            rules.setRevocationEnabled(false);
            for (List<CodeSigner> ofEntry : signers) {
                boolean known = false;
                for (CodeSigner signer : ofEntry) {
                    known |= isKnown(anchors, rules, signer.getSignerCertPath());
                }
                if (!known) {
                    return false;
                }
            }
            return true;
        } catch (GeneralSecurityException e) {
            throw new IOException("the trust store " + store + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Set<TrustAnchor> anchors(KeyStore store) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (String alias : Collections.list(store.aliases())) {
            anchors.add(new TrustAnchor((X509Certificate) store.getCertificate(alias), null));
        }
        return anchors;
    }

    private static boolean isKnown(KeyStore anchors, PKIXParameters rules, CertPath path)
            throws GeneralSecurityException {
        Certificate signer = path.getCertificates().get(0);
        try {
            ((X509Certificate) signer).checkValidity();
            if (anchors.getCertificateAlias(signer) != null) {
                return true;
            }
            CertPathValidator.getInstance("PKIX").validate(path, rules);
            return true;
        } catch (CertPathValidatorException | CertificateException e) {
            return false;
        }
    }
}
