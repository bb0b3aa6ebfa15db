package org.penglai.crm.exchange.internal.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Small tables for tests. */
final class Files {

    private Files() {}

    static Source of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static Source of(String text, Charset charset) {
        return of(text.getBytes(charset));
    }

    static byte[] marked(String text, Charset charset, int... mark) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b : mark) {
            out.write(b);
        }
        out.writeBytes(text.getBytes(charset));
        return out.toByteArray();
    }

    static List<TableRow> rows(Source source, TableFormat format) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        try (TableReader reader = new TableReader(source, format)) {
            for (TableRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
