package org.penglai.crm.jobs.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.penglai.crm.vault.spi.PersonKeys;

/**
 * Contents of job files as they lie on the disk: whole tables of people, so each file has a key of its own, which is sealed
 * with the job's. A file is a mark, that key, and parts of 64 KiB under AES-GCM; number and end of the parts are in their
 * nonces, so that none can be left out, moved or cut off. What was written before files were sealed is read as it is.
 */
final class SealedFiles {
    static final String TYPE = "jobs";
    private static final String CONTEXT = "file";
    private static final byte[] MARK = "\0penglai-sealed-1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int PART = 64 * 1024;
    private static final int TAG_BITS = 128;
    private static final int TAG = TAG_BITS / Byte.SIZE;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PersonKeys keys;

    SealedFiles(PersonKeys keys) {
        this.keys = keys;
    }

    /** Whatever is written goes on sealed; closes the other one, too. */
    OutputStream sealing(long job, OutputStream out) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        byte[] sealed = keys.seal(TYPE, job, key, CONTEXT);
        DataOutputStream data = new DataOutputStream(out);
        data.write(MARK);
        data.writeShort(sealed.length);
        data.write(sealed);
        return new Sealing(key, data);
    }

    /** @throws IOException if the job's key is gone, or the file is not as it was written */
    InputStream opening(long job, InputStream in) throws IOException {
        byte[] mark = in.readNBytes(MARK.length);
        if (!Arrays.equals(mark, MARK)) {
            return new SequenceInputStream(new ByteArrayInputStream(mark), in);
        }
        DataInputStream data = new DataInputStream(in);
        byte[] sealed = new byte[data.readUnsignedShort()];
        data.readFully(sealed);
        byte[] key = keys.open(TYPE, job, sealed, CONTEXT)
                .orElseThrow(() -> new IOException("the key of the job's files was destroyed"));
        return new Opening(key, data);
    }

    private static byte[] apply(int mode, byte[] key, long number, boolean last, byte[] part, int length)
            throws IOException {
        byte[] nonce =
                ByteBuffer.allocate(12).putLong(number).putInt(last ? 1 : 0).array();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(part, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IOException("the job's file is not as it was written", e);
        }
    }

    private static final class Sealing extends OutputStream {
        private final byte[] key;
        private final DataOutputStream out;
        private final byte[] part = new byte[PART];
        private int filled;
        private long number;
        private boolean closed;

        Sealing(byte[] key, DataOutputStream out) {
            this.key = key;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (filled == PART) {
                    part(false);
                }
                int some = Math.min(left, PART - filled);
                System.arraycopy(bytes, from, part, filled, some);
                filled += some;
                from += some;
                left -= some;
            }
        }

        private void part(boolean last) throws IOException {
            out.write(apply(Cipher.ENCRYPT_MODE, key, number++, last, part, filled));
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (out) {
                    part(true);
                }
            }
        }
    }

    private static final class Opening extends InputStream {
        private final byte[] key;
        private final InputStream in;
        private byte[] next;
        private ByteBuffer part = ByteBuffer.allocate(0);
        private long number;
        private boolean ended;

        Opening(byte[] key, InputStream in) throws IOException {
            this.key = key;
            this.in = in;
            this.next = in.readNBytes(PART + TAG);
        }

        @Override
        public int read() throws IOException {
            return fill() ? part.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int some = Math.min(length, part.remaining());
            part.get(bytes, offset, some);
            return some;
        }

        private boolean fill() throws IOException {
            while (!part.hasRemaining() && !ended) {
                byte[] current = next;
                next = current.length == PART + TAG ? in.readNBytes(PART + TAG) : new byte[0];
                ended = next.length == 0;
                if (current.length < TAG) {
                    throw new EOFException("the job's file was cut off");
                }
                part = ByteBuffer.wrap(apply(Cipher.DECRYPT_MODE, key, number++, ended, current, current.length));
            }
            return part.hasRemaining();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
