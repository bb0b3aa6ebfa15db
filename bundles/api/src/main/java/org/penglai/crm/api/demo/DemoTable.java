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
import java.util.Set;
import java.util.function.BiFunction;

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

    /**
     * The rows of {@code demo/<type>.tsv} as sample records: {@code key} names them, {@code tags} have semicolons between
     * them, all other columns are fields.
     *
     * @param references columns that name the key of another sample record
     * @param valueOf what a field's value is, by column and cell
     * @throws IllegalArgumentException as {@link #read}
     */
    public static List<DemoRecord> records(
            Class<?> owner, String type, Set<String> references, BiFunction<String, String, Object> valueOf) {
        return read(owner, type).stream()
                .map(row -> record(type, row, references, valueOf))
                .toList();
    }

    private static DemoRecord record(
            String type, Map<String, String> row, Set<String> references, BiFunction<String, String, Object> valueOf) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        row.forEach((column, cell) -> {
            if (references.contains(column)) {
                others.put(column, cell);
            } else if (column.equals("tags")) {
                values.put(column, List.of(cell.split(";")));
            } else if (!column.equals("key")) {
                values.put(column, valueOf.apply(column, cell));
            }
        });
        return new DemoRecord(type, row.get("key"), values, others);
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
