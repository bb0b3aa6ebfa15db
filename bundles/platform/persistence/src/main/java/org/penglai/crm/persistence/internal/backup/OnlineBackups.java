package org.penglai.crm.persistence.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.spi.Backups;

/** Writes backups beside their place, and moves them there when they were read again and are whole. */
@Component
public final class OnlineBackups implements Backups {
    private final RawDatabase database;
    private final StagedRestore restore;
    private final String product;

    @Activate
    public OnlineBackups(@Reference RawDatabase database) {
        this(database, StagedRestore.ofInstance(), release());
    }

    public OnlineBackups(RawDatabase database, StagedRestore restore, String product) {
        this.database = database;
        this.restore = restore;
        this.product = product;
    }

    private static String release() {
        Bundle bundle = FrameworkUtil.getBundle(OnlineBackups.class);
        return bundle == null
                ? Version.emptyVersion.toString()
                : bundle.getVersion().toString();
    }

    @Override
    public Manifest write(Path folder, Map<String, Path> folders, Set<String> withoutRows, Progress progress)
            throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        if (Files.exists(place)) {
            throw new IOException("is there already: " + place);
        }
        Path draft = place.resolveSibling(place.getFileName() + ".part");
        Folders.delete(draft);
        Files.createDirectories(draft);
        try {
            Manifest manifest = fill(new BackupFolder(draft), draft, folders, withoutRows, progress);
            Manifest read = new BackupFolder(draft)
                    .verify(Catalog.of(database.dialect()).textType());
            if (!read.equals(manifest)) {
                throw new IOException("the manifest reads differently from what was written");
            }
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (SQLException e) {
            throw new IOException("the database cannot be read: " + e.getMessage(), e);
        } finally {
            Folders.delete(draft);
        }
    }

    private Manifest fill(
            BackupFolder backup, Path draft, Map<String, Path> folders, Set<String> withoutRows, Progress progress)
            throws IOException, SQLException {
        // Before and after the tables: what they speak of is in one or the other, though files may come and go
        // meanwhile.
        copy(backup, folders);
        Files.createDirectories(backup.rows());
        Path scratch = Files.createDirectories(draft.resolve("scratch"));
        Catalog catalog = Catalog.of(database.dialect());
        TableFiles files = new TableFiles(backup.rows(), catalog.textType());
        List<TableContent> contents = new ArrayList<>();
        Instant takenAt = Instant.now();
        try (Moment moment = Moment.open(database, scratch)) {
            List<TableShape> tables = catalog.tables(moment.connection());
            backup.writeDefinitions(tables);
            for (TableShape table : tables) {
                boolean rows = withoutRows.stream().noneMatch(table.name()::equalsIgnoreCase);
                contents.add(files.write(moment.connection(), table, rows));
                progress.at(contents.size(), tables.size());
            }
        }
        Folders.delete(scratch);
        copy(backup, folders);
        return backup.seal(product, database.dialect().name(), takenAt, contents);
    }

    private static void copy(BackupFolder backup, Map<String, Path> folders) throws IOException {
        for (Map.Entry<String, Path> from : new TreeMap<>(folders).entrySet()) {
            Folders.copyNew(from.getValue(), backup.files(from.getKey()));
        }
    }

    @Override
    public Manifest verify(Path folder) throws IOException {
        return new BackupFolder(folder.toAbsolutePath())
                .verify(Catalog.of(database.dialect()).textType());
    }

    @Override
    public Manifest stage(Path folder, Map<String, Path> folders, Set<Path> emptied, Unchanged unchanged)
            throws IOException {
        Manifest manifest = verify(folder);
        if (!manifest.database().equals(database.dialect().name())) {
            throw new Conflict(
                    "otherDatabase",
                    Localized.of(
                            "该备份来自另一种数据库（" + manifest.database() + "）。",
                            "The backup is of another kind of database (" + manifest.database() + ")."));
        }
        if (new Version(manifest.product()).compareTo(new Version(product)) > 0) {
            throw new Conflict(
                    "newerRelease",
                    Localized.of(
                            "该备份来自更新的版本（" + manifest.product() + "）。",
                            "The backup is of a newer release (" + manifest.product() + ")."));
        }
        restore.stage(new StagedRestore.Order(folder.toAbsolutePath(), folders, List.copyOf(emptied), unchanged));
        return manifest;
    }

    @Override
    public Restored lastRestored() {
        return restore.last();
    }
}
