package org.penglai.crm.modules.internal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A checksum over lines whatever their order: the sum of their SHA-256, modulo 2^256. Belongs to one thread. */
final class LineSum {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private BigInteger sum = BigInteger.ZERO;
    private long lines;

    void add(String line) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            sum = sum.add(new BigInteger(1, hash)).mod(MODULUS);
            lines++;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    long lines() {
        return lines;
    }

    /** In hex. */
    String checksum() {
        return "%064x".formatted(sum);
    }
}
