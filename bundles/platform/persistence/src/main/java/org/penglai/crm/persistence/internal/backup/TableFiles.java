package org.penglai.crm.persistence.internal.backup;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.penglai.crm.persistence.spi.Backups.TableContent;

/** Rows of tables in files: one line a row, packed. */
final class TableFiles {
    private static final int FETCH = 1_000;
    private static final int BATCH = 500;
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final int textType;

    /** @param textType see {@link Catalog#textType} */
    TableFiles(Path folder, int textType) {
        this.folder = folder;
        this.textType = textType;
    }

    private Path file(TableShape table) throws IOException {
        if (!table.name().matches("\\w+")) {
            throw new IOException("no name for a file: " + table.name());
        }
        return folder.resolve(table.name() + ".rows.gz");
    }

    /** @param rows false for a file without any */
    TableContent write(Connection connection, TableShape table, boolean rows) throws SQLException, IOException {
        try (OutputStream out =
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file(table)), BUFFER), BUFFER)) {
            return rows ? scan(connection, table, out) : new TableContent(table.name(), 0, new RowSum().checksum());
        }
    }

    /** What the database has. */
    TableContent content(Connection connection, TableShape table) throws SQLException, IOException {
        return scan(connection, table, OutputStream.nullOutputStream());
    }

    private TableContent scan(Connection connection, TableShape table, OutputStream out)
            throws SQLException, IOException {
        RowSum sum = new RowSum();
        RowText text = new RowText(table.columns(), textType);
        try (Statement query = connection.createStatement()) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery(table.select())) {
                while (rows.next()) {
                    byte[] line = text.read(rows);
                    sum.add(line);
                    out.write(line);
                    out.write('\n');
                }
            }
        }
        return new TableContent(table.name(), sum.rows(), sum.checksum());
    }

    /** What the file has. */
    TableContent content(TableShape table) throws IOException {
        RowSum sum = new RowSum();
        try (BufferedReader in = open(table)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                sum.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new TableContent(table.name(), sum.rows(), sum.checksum());
    }

    /** Inserts all rows of the file. */
    void load(Connection connection, TableShape table) throws SQLException, IOException {
        RowText text = new RowText(table.columns(), textType);
        try (BufferedReader in = open(table);
                PreparedStatement insert = connection.prepareStatement(table.insert())) {
            int waiting = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                text.bind(line, insert);
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                insert.executeBatch();
            }
        }
    }

    private BufferedReader open(TableShape table) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file(table)), BUFFER), StandardCharsets.UTF_8),
                BUFFER);
    }
}
