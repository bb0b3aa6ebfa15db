package org.penglai.crm.work.internal.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of sample data that comes with the bundle: UTF-8, tabs between the cells, the first line has the names. */
final class DemoTable {

    private DemoTable() {}

    /** The rows of {@code demo/<name>.tsv}, each by column; empty cells are left out. */
    static List<Map<String, String>> read(String name) {
        String path = "/demo/" + name + ".tsv";
        try (InputStream file = DemoTable.class.getResourceAsStream(path);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            String[] columns = lines.readLine().split("\t", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(columns, line.split("\t", -1)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static Map<String, String> row(String[] columns, String[] cells) {
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(cells[0] + " has " + cells.length + " cells, not " + columns.length);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            if (!cells[i].isEmpty()) {
                row.put(columns[i], cells[i]);
            }
        }
        return row;
    }
}
