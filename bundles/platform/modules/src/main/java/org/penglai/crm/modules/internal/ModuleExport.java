package org.penglai.crm.modules.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.files.spi.Contents;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Writes the data of a module that nobody writes into one archive, which any installation with the module takes in. */
@Component(service = ModuleExport.class)
public final class ModuleExport {
    private final Database database;
    private final Types types;
    private final Contents contents;
    private final ObjectMapper mapper = new ObjectMapper();

    @Activate
    public ModuleExport(@Reference Database database, @Reference Types types, @Reference Contents contents) {
        this.database = database;
        this.types = types;
        this.contents = contents;
    }

    /**
     * Writes it under another name first, so that half an archive never has the right one.
     *
     * @param tables that the module's scripts have made
     */
    ArchiveManifest write(String module, String version, List<String> tables, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            ArchiveManifest manifest;
            try (ZipOutputStream zip = new ZipOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(draft)), StandardCharsets.UTF_8)) {
                manifest = database.read(sql -> write(sql, module, version, tables, zip));
                zip.putNextEntry(new ZipEntry(ArchiveManifest.FILE));
                zip.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private ArchiveManifest write(
            DSLContext sql, String module, String version, List<String> tables, ZipOutputStream zip) {
        try {
            ArchiveManifest manifest = new ArchiveManifest(
                    ArchiveManifest.FORMAT, module, version, Instant.now().toString(), rows(sql, module, tables, zip));
            for (String hash : hashes(sql, module)) {
                zip.putNextEntry(new ZipEntry(ArchiveManifest.content(hash)));
                Files.copy(contents.file(hash), zip);
            }
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the same archive would say, without writing it. */
    Map<String, ArchiveManifest.Sum> sums(DSLContext sql, String module, List<String> tables) {
        try {
            return rows(sql, module, tables, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param zip null to write nothing */
    private Map<String, ArchiveManifest.Sum> rows(
            DSLContext sql, String module, List<String> tables, ZipOutputStream zip) throws IOException {
        List<StoredType> own = types.of(module);
        ArchiveTables held = new ArchiveTables(sql, own, tables);
        ArchiveRows rows = new ArchiveRows(sql, new ArchiveColumns(own), new ArchiveKeys(types));
        Map<String, Condition> all = new LinkedHashMap<>(held.setUp());
        all.putAll(held.records());
        Map<String, ArchiveManifest.Sum> sums = new LinkedHashMap<>();
        for (Map.Entry<String, Condition> table : all.entrySet()) {
            LineSum sum = new LineSum();
            if (zip != null) {
                zip.putNextEntry(new ZipEntry(ArchiveManifest.rows(table.getKey())));
            }
            rows.read(table.getKey(), table.getValue(), held.paged(table.getKey()), line -> {
                sum.add(line);
                if (zip != null) {
                    write(zip, line);
                }
            });
            sums.put(table.getKey(), ArchiveManifest.Sum.of(sum));
        }
        return sums;
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private List<String> hashes(DSLContext sql, String module) {
        List<String> names = types.of(module).stream().map(StoredType::name).toList();
        return sql.selectDistinct(PlatformTables.name("sha256"))
                .from(PlatformTables.table("crm_attachment"))
                .where(PlatformTables.name("type_name").in(names))
                .fetch(0, String.class);
    }
}
