package org.penglai.crm.persistence.internal.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A checksum of rows that does not depend on their order: the sum of their SHA-256, in four parts of 64 bits. */
final class RowSum {
    private final MessageDigest digest;
    private final long[] sum = new long[4];
    private long rows;

    RowSum() {
        this.digest = sha256();
    }

    void add(byte[] row) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(row));
        for (int part = 0; part < sum.length; part++) {
            sum[part] += hash.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    String checksum() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * sum.length);
        for (long part : sum) {
            bytes.putLong(part);
        }
        return HexFormat.of().formatHex(bytes.array());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
