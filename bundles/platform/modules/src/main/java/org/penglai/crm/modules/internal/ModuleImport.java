package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.files.spi.Contents;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Takes in what {@link ModuleExport} wrote, here or elsewhere, into a module without any data, whose writers are held back.
 * All of it or nothing: the rows are read again and compared with the archive before they are committed.
 */
@Component(service = ModuleImport.class)
public final class ModuleImport {
    private static final int AT_ONCE = 500;

    private final Database database;
    private final Transactions transactions;
    private final Types types;
    private final CustomColumns customColumns;
    private final Contents contents;
    private final Journal journal;
    private final ModuleExport export;
    private final ObjectMapper mapper = new ObjectMapper();

    @Activate
    public ModuleImport(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Types types,
            @Reference CustomColumns customColumns,
            @Reference Contents contents,
            @Reference Journal journal,
            @Reference ModuleExport export) {
        this.database = database;
        this.transactions = transactions;
        this.types = types;
        this.customColumns = customColumns;
        this.contents = contents;
        this.journal = journal;
        this.export = export;
    }

    /**
     * What the archive is of.
     *
     * @throws Invalid if it is none
     */
    ArchiveManifest manifest(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(ArchiveManifest.FILE);
            if (entry == null) {
                throw noArchive("no " + ArchiveManifest.FILE);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                ArchiveManifest manifest = mapper.readValue(in, ArchiveManifest.class);
                if (manifest.format() != ArchiveManifest.FORMAT) {
                    throw noArchive("format " + manifest.format());
                }
                return manifest;
            }
        } catch (ZipException | com.fasterxml.jackson.core.JacksonException e) {
            throw noArchive(e.getMessage());
        }
    }

    private static Invalid noArchive(String reason) {
        return new Invalid(Violation.of(
                "archive", "noArchive", "该文件不是模块数据包：" + reason, "It is no archive of a module's data: " + reason));
    }

    /**
     * Writes the rows.
     *
     * @param tables that the module's scripts have made
     * @throws Conflict if the module has data
     * @throws Invalid if records or people that it refers to are not here, or it was damaged
     */
    void read(Caller caller, Path file, ArchiveManifest manifest, List<String> tables) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            refuseFull(manifest, tables);
            refuseMissing(zip, manifest);
            addContents(zip);
            try {
                transactions.run(transaction -> setUp(transaction, zip, manifest, tables));
                types.refresh();
                addColumns(manifest.module());
                List<String> all = withSideTables(manifest.module(), tables);
                transactions.run(transaction -> records(caller, transaction, zip, manifest, all));
            } catch (RuntimeException e) { // boundary: whatever went wrong, nothing half-written stays
                transactions.run(transaction -> takeBack(transaction, manifest, tables));
                types.refresh();
                throw e;
            }
        }
    }

    /** The tables of custom fields may have come only now. */
    private List<String> withSideTables(String module, List<String> tables) {
        Set<String> all = new TreeSet<>(tables);
        types.of(module).stream().filter(type -> !type.besides().isEmpty()).forEach(type -> all.add(type.sideTable()));
        return List.copyOf(all);
    }

    private void refuseFull(ArchiveManifest manifest, List<String> tables) {
        database.read(sql -> {
            ArchiveTables held = new ArchiveTables(sql, types.of(manifest.module()), tables);
            Map<String, Condition> all = new TreeMap<>(held.setUp());
            all.putAll(held.records());
            all.forEach((table, among) -> {
                if (sql.fetchExists(PlatformTables.table(table), among)) {
                    throw new Conflict(
                            "notEmpty",
                            Localized.of(
                                    "模块已有数据（" + table + "），只能导入到没有数据的模块。",
                                    "The module has data already (" + table
                                            + "); archives go into empty modules only."));
                }
            });
            return null;
        });
    }

    /** Everything that cannot be found, at once and before anything is written. */
    private void refuseMissing(ZipFile zip, ArchiveManifest manifest) throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String table : manifest.tables().keySet()) {
            ArchiveKeys keys = new ArchiveKeys(types);
            each(zip, table, row -> row.values().forEach(value -> {
                if (value instanceof Map<?, ?> reference) {
                    String type = (String) reference.get(ArchiveRows.TYPE);
                    String key = (String) reference.get(ArchiveRows.KEY);
                    if (database.read(sql -> keys.id(sql, type, key)) == null) {
                        missing.add(type + " " + key);
                    }
                }
            }));
        }
        if (!missing.isEmpty()) {
            String some = String.join(", ", missing.stream().limit(10).toList());
            throw new Invalid(Violation.of(
                    "archive",
                    "missingReferences",
                    "数据包引用了此处没有的 " + missing.size() + " 项：" + some,
                    "It refers to " + missing.size() + " people or records that are not here: " + some));
        }
    }

    private void addContents(ZipFile zip) throws IOException {
        String prefix = ArchiveManifest.content("");
        for (ZipEntry entry : zip.stream().toList()) {
            if (entry.getName().startsWith(prefix)) {
                try (InputStream in = zip.getInputStream(entry)) {
                    if (!contents.add(in).equals(entry.getName().substring(prefix.length()))) {
                        throw noArchive(entry.getName() + " was changed");
                    }
                }
            }
        }
    }

    private Void setUp(Transaction transaction, ZipFile zip, ArchiveManifest manifest, List<String> tables) {
        ArchiveTables held = new ArchiveTables(transaction.sql(), types.of(manifest.module()), tables);
        insert(transaction.sql(), zip, manifest, held.setUp().keySet());
        return null;
    }

    private void addColumns(String module) {
        for (StoredType type : types.of(module)) {
            for (StoredField field : type.besides()) {
                customColumns.add(type, field);
            }
        }
    }

    private Void records(
            Caller caller, Transaction transaction, ZipFile zip, ArchiveManifest manifest, List<String> tables) {
        DSLContext sql = transaction.sql();
        List<StoredType> own = types.of(manifest.module());
        insert(sql, zip, manifest, new ArchiveTables(sql, own, tables).records().keySet());
        own.forEach(type -> ownerDepartments(sql, type.table()));
        Map<String, ArchiveManifest.Sum> now = export.sums(sql, manifest.module(), tables);
        manifest.tables().forEach((table, sum) -> {
            if (!sum.equals(now.get(table))) {
                throw noArchive("the rows of " + table + " are others than it says");
            }
        });
        journal.append(transaction, List.of(note(caller, manifest, own)));
        return null;
    }

    private Journal.Entry note(Caller caller, ArchiveManifest manifest, List<StoredType> own) {
        try {
            String changes = mapper.writeValueAsString(Map.of(
                    "module",
                    manifest.module(),
                    "types",
                    own.stream().map(StoredType::name).sorted().toList()));
            return new Journal.Entry("modules", 0, 0, "dataImported", caller.userId(), changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An owner may belong elsewhere here. */
    private static void ownerDepartments(DSLContext sql, String table) {
        Field<Long> owner = field(unquotedName(table, "owner_id"), Long.class);
        Field<Long> department = field(unquotedName("owner_department_id"), Long.class);
        sql.update(PlatformTables.table(table))
                .set(
                        department,
                        DSL.select(field(unquotedName("crm_user", "department_id"), Long.class))
                                .from(PlatformTables.table("crm_user"))
                                .where(field(unquotedName("crm_user", "id"), Long.class)
                                        .eq(owner)))
                .where(owner.isNotNull())
                .execute();
    }

    private void insert(DSLContext sql, ZipFile zip, ArchiveManifest manifest, Set<String> tables) {
        ArchiveColumns columns = new ArchiveColumns(types.of(manifest.module()));
        ArchiveKeys keys = new ArchiveKeys(types);
        try {
            for (String table : tables) {
                if (manifest.tables().containsKey(table)) {
                    ArchiveInserts inserts = new ArchiveInserts(sql, table, columns, keys);
                    List<Map<String, Object>> some = new ArrayList<>();
                    each(zip, table, row -> {
                        some.add(row);
                        if (some.size() == AT_ONCE) {
                            inserts.write(some);
                            some.clear();
                        }
                    });
                    inserts.write(some);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Void takeBack(Transaction transaction, ArchiveManifest manifest, List<String> tables) {
        new ArchiveTables(transaction.sql(), types.of(manifest.module()), tables)
                .setUp()
                .forEach((table, among) -> transaction
                        .sql()
                        .deleteFrom(PlatformTables.table(table))
                        .where(among)
                        .execute());
        return null;
    }

    /** Hears of each row. */
    @FunctionalInterface
    private interface Rows {
        void next(Map<String, Object> row);
    }

    @SuppressWarnings("unchecked")
    private void each(ZipFile zip, String table, Rows rows) throws IOException {
        ZipEntry entry = zip.getEntry(ArchiveManifest.rows(table));
        if (entry == null) {
            throw noArchive("no rows of " + table);
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.next(mapper.readValue(line, Map.class));
            }
        }
    }
}
