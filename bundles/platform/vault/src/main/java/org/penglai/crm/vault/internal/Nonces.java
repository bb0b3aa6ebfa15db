package org.penglai.crm.vault.internal;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random nonces, drawn many at once since each question to the random source costs about as much as sealing a short
 * value. None is given twice; they are no secret. Safe for any thread.
 */
final class Nonces {
    static final int BYTES = 12;
    private static final int AT_ONCE = 256;

    private final SecureRandom random;
    private final byte[] drawn = new byte[BYTES * AT_ONCE];
    private int next = drawn.length;

    Nonces(SecureRandom random) {
        this.random = random;
    }

    synchronized byte[] next() {
        if (next == drawn.length) {
            random.nextBytes(drawn);
            next = 0;
        }
        next += BYTES;
        return Arrays.copyOfRange(drawn, next - BYTES, next);
    }
}
