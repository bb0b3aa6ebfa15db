package org.penglai.crm.api.demo;

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

/**
 * A table of sample data that comes with a bundle: UTF-8, tabs between the cells, the names of the columns in the first line.
 */
public final class DemoTable {

    private DemoTable() {}

    /**
     * The rows of {@code demo/<name>.tsv}, each by column; empty cells are left out.
     *
     * @param owner a class of the bundle that brings the table
     * @throws IllegalArgumentException if there is no such table, or a row has another number of cells than the first line
     */
    public static List<Map<String, String>> read(Class<?> owner, String name) {
        String path = "/demo/" + name + ".tsv";
        InputStream file = owner.getResourceAsStream(path);
        if (file == null) {
            throw new IllegalArgumentException("no " + path + " beside " + owner.getName());
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
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
