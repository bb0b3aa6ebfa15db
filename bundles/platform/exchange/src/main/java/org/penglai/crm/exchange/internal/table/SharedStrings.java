package org.penglai.crm.exchange.internal.table;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The texts that a workbook's cells point to. They lie on disk, since there may be as many as cells. For one thread. */
final class SharedStrings implements Closeable {

    private static final int FEW = 1_024;

    private final Path file = Files.createTempFile("import-strings", ".tmp");
    private OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
    private MappedByteBuffer bytes;
    private int[] ends = new int[FEW];
    private int size;

    SharedStrings() throws IOException {
        // Made empty.
    }

    void add(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        // The parts of a workbook are limited, so that this cannot overflow.
        ends[size] = Math.addExact(start(size), utf8.length);
        size++;
        out.write(utf8);
    }

    /** The text of that number; empty if there is none. */
    String get(int index) throws IOException {
        if (bytes == null) {
            out.close();
            try (FileChannel channel = FileChannel.open(file)) {
                bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            }
        }
        if (index < 0 || index >= size) {
            return "";
        }
        byte[] utf8 = new byte[ends[index] - start(index)];
        ByteBuffer view = bytes.duplicate();
        view.position(start(index));
        view.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public void close() throws IOException {
        out.close();
        bytes = null;
        Files.deleteIfExists(file);
    }
}
