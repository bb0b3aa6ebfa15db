package org.penglai.crm.web.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the console, held in memory so that it can be served after its bundle has gone.
 *
 * @param body the content
 * @param gzip the same, compressed; null where that saves nothing
 * @param contentType with charset
 * @param etag quoted
 */
record Asset(byte[] body, byte[] gzip, String contentType, String etag) {
    private static final int WORTH_COMPRESSING = 1024;

    static Asset of(String path, byte[] body) {
        String type = ContentTypes.of(path);
        byte[] gzip = body.length >= WORTH_COMPRESSING && ContentTypes.isText(type) ? compress(body) : null;
        return new Asset(body, gzip, type, '"' + Digests.shortHash(body) + '"');
    }

    private static byte[] compress(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] packed = out.toByteArray();
        return packed.length < body.length ? packed : null;
    }

    /** Short names for contents. */
    static final class Digests {
        private static final int BYTES = 6;

        private Digests() {}

        /** Of files by path: a rename counts, and so does where one ends and the next begins. */
        static String shortHash(Map<String, byte[]> files) {
            List<byte[]> parts = new ArrayList<>();
            new TreeMap<>(files).forEach((path, body) -> {
                byte[] name = path.getBytes(StandardCharsets.UTF_8);
                parts.add(ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(name.length)
                        .putInt(body.length)
                        .array());
                parts.add(name);
                parts.add(body);
            });
            return shortHash(parts.toArray(byte[][]::new));
        }

        static String shortHash(byte[]... parts) {
            try {
                java.security.MessageDigest sha = java.security.MessageDigest.getInstance("SHA-256");
                for (byte[] part : parts) {
                    sha.update(part);
                }
                return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
