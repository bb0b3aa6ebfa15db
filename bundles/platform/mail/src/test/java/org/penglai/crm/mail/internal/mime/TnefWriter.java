package org.penglai.crm.mail.internal.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a winmail.dat as mail programs do. */
final class TnefWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TnefWriter() {
        out.writeBytes(numbers(0x223E9F78));
        out.writeBytes(new byte[] {1, 0});
        attribute(1, 0x00069007, numbers(936, 0));
    }

    TnefWriter file(String name, byte[] content) {
        attribute(2, 0x00069002, new byte[14]);
        attribute(2, 0x00018010, "SHORT~1.DOC\0".getBytes(StandardCharsets.US_ASCII));
        attribute(2, 0x0006800F, content);
        attribute(2, 0x00069005, properties(0x001F, 0x3707, (name + "\0").getBytes(StandardCharsets.UTF_16LE)));
        return this;
    }

    TnefWriter body(String html) {
        attribute(1, 0x00069003, properties(0x0102, 0x1013, html.getBytes(java.nio.charset.Charset.forName("GBK"))));
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private static byte[] properties(int type, int id, byte[] value) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // A number first, so that what follows has to be found behind it.
        all.writeBytes(numbers(2, 0x0E07 << 16 | 0x0003, 1));
        all.writeBytes(numbers(id << 16 | type, 1, value.length));
        all.writeBytes(value);
        all.writeBytes(new byte[(4 - value.length % 4) % 4]);
        return all.toByteArray();
    }

    private void attribute(int level, int id, byte[] data) {
        out.write(level);
        out.writeBytes(numbers(id, data.length));
        out.writeBytes(data);
        int sum = 0;
        for (byte next : data) {
            sum += next & 0xFF;
        }
        out.writeBytes(new byte[] {(byte) sum, (byte) (sum >> 8)});
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        return buffer.array();
    }
}
