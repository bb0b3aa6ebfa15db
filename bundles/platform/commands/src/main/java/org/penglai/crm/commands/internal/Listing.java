package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.table.Row;
import org.apache.karaf.shell.support.table.ShellTable;

/** Prints rows as a table for people or as JSON for scripts. */
final class Listing {
    private Listing() {}

    /** Columns are the keys of the first row. */
    static void print(List<Map<String, Object>> rows, boolean asJson, PrintStream out) throws JsonProcessingException {
        if (asJson) {
            out.println(new ObjectMapper().writeValueAsString(rows));
            return;
        }
        ShellTable table = new ShellTable();
        if (!rows.isEmpty()) {
            rows.get(0).keySet().forEach(table::column);
        }
        for (Map<String, Object> row : rows) {
            Row line = table.addRow();
            row.values().forEach(value -> line.addContent(value == null ? "" : value));
        }
        table.emptyTableText("-").print(out);
    }
}
