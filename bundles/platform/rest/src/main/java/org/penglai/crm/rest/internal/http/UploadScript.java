package org.penglai.crm.rest.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one script that a public page may run: it sends files in pieces. Pages name it by its hash, and the policy that goes
 * with them allows nothing but that hash, so that no mistake of a page lets another script in (CSP level 3, section 8.4).
 */
final class UploadScript {
    static final String PATH = "/public/uploads/upload.js";

    private static final byte[] CONTENT = read();
    private static final String HASH = "sha256-" + Base64.getEncoder().encodeToString(sha256());

    /** What a page contains that runs it. */
    static final String TAG = "<script src=\"" + PATH + "\" integrity=\"" + HASH + "\" defer></script>";

    /** What the policy of such a page says beside the usual. */
    static final String POLICY = " script-src '" + HASH + "'; connect-src 'self';";

    private UploadScript() {}

    static byte[] content() {
        return CONTENT.clone();
    }

    private static byte[] read() {
        try (InputStream script = UploadScript.class.getResourceAsStream("/public/upload.js")) {
            return script.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(CONTENT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
