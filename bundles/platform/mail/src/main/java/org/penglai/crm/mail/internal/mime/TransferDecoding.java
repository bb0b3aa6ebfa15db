package org.penglai.crm.mail.internal.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import javax.mail.MessagingException;
import javax.mail.internet.MimeUtility;

/** What a part holds, decoded. Broken codes lose what is broken, not what is around it. */
final class TransferDecoding {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int[] VALUES = new int[128];

    static {
        Arrays.fill(VALUES, -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = i;
        }
    }

    private TransferDecoding() {}

    /** @param encoding as the part says, null if it does not; one that is not known leaves the bytes as they are */
    static InputStream of(InputStream raw, String encoding) throws IOException {
        String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        InputStream buffered = new BufferedInputStream(raw);
        if (name.startsWith("base64")) {
            return new Base64(buffered);
        }
        if (name.startsWith("quoted-printable")) {
            return new QuotedPrintable(buffered);
        }
        if (name.contains("uue")) {
            try {
                return MimeUtility.decode(buffered, "uuencode");
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }
        return buffered;
    }

    /** One byte at a time, from a buffered stream. */
    private abstract static class Decoded extends InputStream {
        final InputStream raw;

        Decoded(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int next = read();
                if (next < 0) {
                    break;
                }
                target[offset + count++] = (byte) next;
            }
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }

    private static final class Base64 extends Decoded {
        private int bits;
        private int held;

        Base64(InputStream raw) {
            super(raw);
        }

        @Override
        public int read() throws IOException {
            while (held < 8) {
                int next = raw.read();
                if (next < 0) {
                    return -1;
                }
                if (next < VALUES.length && VALUES[next] >= 0) {
                    bits = bits << 6 | VALUES[next];
                    held += 6;
                } else if (next == '=') {
                    // Padding ends a run of bytes; another one may follow.
                    held = 0;
                }
            }
            held -= 8;
            return bits >> held & 0xFF;
        }
    }

    private static final class QuotedPrintable extends Decoded {
        private int pending = -1;

        QuotedPrintable(InputStream raw) {
            super(raw);
        }

        @Override
        public int read() throws IOException {
            int next = next();
            while (next == '=') {
                int first = next();
                if (first == '\r' || first == '\n' || first < 0) {
                    if (first == '\r') {
                        skipLineFeed();
                    }
                    next = next();
                    continue;
                }
                int second = next();
                int high = Character.digit(first, 16);
                int low = Character.digit(second, 16);
                if (high >= 0 && low >= 0) {
                    return high << 4 | low;
                }
                pending = first;
                return '=';
            }
            return next;
        }

        private void skipLineFeed() throws IOException {
            int next = next();
            if (next != '\n') {
                pending = next;
            }
        }

        private int next() throws IOException {
            if (pending >= 0) {
                int next = pending;
                pending = -1;
                return next;
            }
            return raw.read();
        }
    }
}
