package org.penglai.crm.persistence.internal.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penglai.crm.persistence.spi.Backups.FileContent;
import org.penglai.crm.persistence.spi.Backups.Manifest;
import org.penglai.crm.persistence.spi.Backups.TableContent;

/** Where things are in a backup's folder, and whether they are as they were written. */
final class BackupFolder {
    static final int FORMAT = 1;
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new FromStringDeserializer<Instant>(Instant.class) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected Instant _deserialize(
                                String text, com.fasterxml.jackson.databind.DeserializationContext context) {
                            return Instant.parse(text);
                        }
                    }))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String MANIFEST = "manifest.json";
    private static final String DEFINITIONS = "tables.json";

    private final Path folder;

    BackupFolder(Path folder) {
        this.folder = folder;
    }

    Path rows() {
        return folder.resolve("tables");
    }

    Path files(String name) {
        return folder.resolve("files").resolve(name);
    }

    void writeDefinitions(List<TableShape> tables) throws IOException {
        JSON.writeValue(folder.resolve(DEFINITIONS).toFile(), tables);
    }

    List<TableShape> definitions() throws IOException {
        return JSON.readValue(folder.resolve(DEFINITIONS).toFile(), new TypeReference<>() {});
    }

    /** Hashes what is there, and says so in the manifest. */
    Manifest seal(String product, String database, Instant takenAt, List<TableContent> tables) throws IOException {
        Manifest manifest =
                new Manifest(FORMAT, product, database, takenAt, tables, Folders.contents(folder, MANIFEST));
        JSON.writeValue(folder.resolve(MANIFEST).toFile(), manifest);
        return manifest;
    }

    Manifest manifest() throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new IOException("no backup: " + folder);
        }
        Manifest manifest;
        try {
            manifest = JSON.readValue(file.toFile(), Manifest.class);
        } catch (JsonProcessingException damaged) {
            throw new IOException("the manifest is damaged: " + file, damaged);
        }
        if (manifest.format() != FORMAT) {
            throw new IOException("a backup of format " + manifest.format() + ", this release knows " + FORMAT);
        }
        return manifest;
    }

    /** Everything is read: files by their hashes, rows by their checksums. */
    Manifest verify(int textType) throws IOException {
        Manifest manifest = manifest();
        Map<String, FileContent> found = new TreeMap<>();
        Folders.contents(folder, MANIFEST).forEach(file -> found.put(file.path(), file));
        for (FileContent file : manifest.files()) {
            if (!file.equals(found.remove(file.path()))) {
                throw new IOException("missing or changed: " + folder.resolve(file.path()));
            }
        }
        if (!found.isEmpty()) {
            throw new IOException("not of this backup: "
                    + folder.resolve(found.keySet().iterator().next()));
        }
        TableFiles rows = new TableFiles(rows(), textType);
        Map<String, TableContent> tables = new TreeMap<>();
        for (TableShape table : definitions()) {
            tables.put(table.name(), rows.content(table));
        }
        for (TableContent table : manifest.tables()) {
            if (!table.equals(tables.remove(table.name()))) {
                throw new IOException("the rows of " + table.name() + " are not those of the manifest");
            }
        }
        return manifest;
    }
}
