package org.penglai.crm.mail.internal.outgoing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Signs mails as their domain's own (RFC 6376): rsa-sha256, relaxed/relaxed. */
public final class Dkim {
    private static final List<String> SIGNED = List.of(
            "from",
            "to",
            "cc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "auto-submitted");
    private static final int KEY_BITS = 2048;

    private Dkim() {}

    /**
     * A new pair of keys.
     *
     * @param secret what signatures are made with, in Base64
     * @param record what the domain publishes
     */
    public record Keys(String secret, String record) {}

    /** Makes a pair of keys. */
    public static Keys generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return new Keys(
                    base64.encodeToString(pair.getPrivate().getEncoded()),
                    "v=DKIM1; k=rsa; p="
                            + base64.encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The header that goes before the mail, with its line end. */
    static String header(Path mail, String domain, String selector, String secret, Instant now) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(mail))) {
            List<String> headers = headers(in);
            String bodyHash = Base64.getEncoder().encodeToString(RelaxedBody.hash(in));
            List<String> lines = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (String name : SIGNED) {
                headers.stream()
                        .filter(header -> name(header).equals(name))
                        .findFirst()
                        .ifPresent(header -> {
                            lines.add(relaxed(header));
                            names.add(name);
                        });
            }
            String unsigned = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector
                    + ";\r\n t=" + now.getEpochSecond() + "; h=" + String.join(":", names) + ";\r\n bh=" + bodyHash
                    + ";\r\n b=";
            lines.add(relaxed(unsigned));
            return unsigned + folded(sign(String.join("\r\n", lines), secret)) + "\r\n";
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String sign(String text, String secret) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static String folded(String value) {
        return value.replaceAll("(.{70})(?=.)", "$1\r\n ");
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    private static String relaxed(String header) {
        String value = header.substring(header.indexOf(':') + 1)
                .replaceAll("\\r\\n", "")
                .replaceAll("[ \\t]+", " ")
                .strip();
        return name(header) + ":" + value;
    }

    /** Whole headers, folds included; the stream stands at the body afterwards. */
    private static List<String> headers(InputStream in) throws IOException {
        List<String> headers = new ArrayList<>();
        for (Optional<String> line = line(in); line.isPresent() && !line.get().isEmpty(); line = line(in)) {
            String text = line.get();
            if (text.startsWith(" ") || text.startsWith("\t")) {
                headers.set(headers.size() - 1, headers.get(headers.size() - 1) + "\r\n" + text);
            } else {
                headers.add(text);
            }
        }
        return headers;
    }

    private static Optional<String> line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Optional.of(line.toString());
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.length() == 0 ? Optional.empty() : Optional.of(line.toString());
    }

    /** Blanks within lines count as one, those at their ends and empty lines at the end of the body as none. */
    private static final class RelaxedBody {
        private final MessageDigest digest;
        private int emptyLines;
        private boolean blank;
        private boolean something;

        private RelaxedBody(MessageDigest digest) {
            this.digest = digest;
        }

        static byte[] hash(InputStream body) throws IOException, GeneralSecurityException {
            RelaxedBody relaxed = new RelaxedBody(MessageDigest.getInstance("SHA-256"));
            for (int next = body.read(); next >= 0; next = body.read()) {
                relaxed.add(next);
            }
            if (relaxed.something) {
                relaxed.lineEnd();
            }
            return relaxed.digest.digest();
        }

        private void add(int next) {
            if (next == '\n') {
                if (something) {
                    lineEnd();
                } else {
                    emptyLines++;
                }
                something = false;
                blank = false;
            } else if (next == ' ' || next == '\t') {
                blank = true;
            } else if (next != '\r') {
                content(next);
            }
        }

        private void content(int next) {
            if (!something) {
                for (; emptyLines > 0; emptyLines--) {
                    lineEnd();
                }
            }
            if (blank) {
                digest.update((byte) ' ');
                blank = false;
            }
            digest.update((byte) next);
            something = true;
        }

        private void lineEnd() {
            digest.update((byte) '\r');
            digest.update((byte) '\n');
        }
    }
}
