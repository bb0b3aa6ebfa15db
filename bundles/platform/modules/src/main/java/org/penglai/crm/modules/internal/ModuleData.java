package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Migrations;

/** What becomes of a module's data: an archive, nothing, or what an archive holds. */
@Component(service = ModuleData.class)
public final class ModuleData {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final ModulePurge purge;
    private final ModuleExport export;
    private final ModuleImport imports;
    private final Migrations migrations;
    private final Path folder;

    @Activate
    public ModuleData(
            @Reference ModulePurge purge,
            @Reference ModuleExport export,
            @Reference ModuleImport imports,
            @Reference Migrations migrations) {
        this.purge = purge;
        this.export = export;
        this.imports = imports;
        this.migrations = migrations;
        this.folder = Path.of(System.getProperty("crm.data", "data"), "modules", "exports")
                .toAbsolutePath();
    }

    /**
     * Where a module's data are.
     *
     * @param schemas texts of its scripts by schema
     * @param readers under which names it reads events and does periodic work
     */
    record Kept(String module, Map<String, List<String>> schemas, Set<String> readers) {}

    /** @throws org.penglai.crm.api.error.Conflict if others refer to its records */
    void check(String module) {
        purge.check(module);
    }

    void purge(Caller caller, Kept kept) {
        purge.purge(caller, kept.module(), kept.schemas(), kept.readers());
    }

    /** Writes the data of a module that does not run any more. */
    Path export(Kept kept, String version) {
        Path file = folder.resolve(kept.module() + '-' + version + '-'
                + LocalDateTime.now(ZoneOffset.UTC).format(MOMENT) + ".zip");
        try {
            export.write(kept.module(), version, tables(kept), file);
            return file;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** An archive that was written here, by its file name; empty if there is none. */
    Optional<Path> archive(String name) {
        return Optional.of(folder.resolve(name).normalize())
                .filter(file -> folder.equals(file.getParent()) && name.endsWith(".zip") && Files.isRegularFile(file));
    }

    /** Of which module the archive is. */
    String module(Path archive) {
        try {
            return imports.manifest(archive).module();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    void read(Caller caller, Path archive, Kept kept, String version) {
        try {
            ArchiveManifest manifest = imports.manifest(archive);
            if (FeatureModules.version(manifest.version()).compareTo(FeatureModules.version(version)) > 0) {
                throw new Invalid(Violation.of(
                        "archive",
                        "laterVersion",
                        "数据来自较新的版本 " + manifest.version() + "，请先升级模块。",
                        "The data are of the later version " + manifest.version() + "; upgrade the module first."));
            }
            imports.read(caller, archive, manifest, tables(kept));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<String> tables(Kept kept) {
        return migrations.tables(
                kept.schemas().values().stream().flatMap(Collection::stream).toList());
    }

    private static Unavailable unreadable(IOException cause) {
        return new Unavailable(
                "archiveUnreadable",
                Localized.of(
                        "无法读写数据包：" + cause.getMessage(),
                        "The archive cannot be read or written: " + cause.getMessage()),
                RETRY_AFTER,
                cause);
    }
}
