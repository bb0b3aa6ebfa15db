package org.penglai.crm.privacy.internal.backup;

import static org.jooq.impl.DSL.unquotedName;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.spi.Backups.Manifest;
import org.penglai.crm.persistence.spi.Backups.Unchanged;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.privacy.spi.Restores;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Looks for work that would be lost before a backup is put back. */
@Component(configurationPid = BackupConfiguration.PID)
public final class OperatorRestores implements Restores {
    private final Backups backups;
    private final Database database;
    private final Types types;
    private final BackupPlaces places;

    @Activate
    public OperatorRestores(
            @Reference Backups backups,
            @Reference Database database,
            @Reference Types types,
            BackupConfiguration configuration) {
        this(backups, database, types, BackupPlaces.of(configuration));
    }

    OperatorRestores(Backups backups, Database database, Types types, BackupPlaces places) {
        this.backups = backups;
        this.database = database;
        this.types = types;
        this.places = places;
    }

    @Override
    public Manifest stage(Path folder, boolean force) throws IOException {
        Manifest manifest = backups.verify(folder);
        if (!force) {
            long newer = types.list().stream()
                    .mapToLong(type -> changedSince(type, manifest.takenAt()))
                    .sum();
            if (newer > 0) {
                throw new Conflict(
                        "newerData",
                        Localized.of(
                                "备份之后有 " + newer + " 条记录被修改，恢复会丢失这些修改；确定时加 --force。",
                                newer
                                        + " records were changed by people since the backup and would be lost; say --force"
                                        + " if that is meant."));
            }
        }
        Unchanged unchanged = force
                ? null
                : new Unchanged(
                        manifest.takenAt(),
                        types.list().stream().map(StoredType::table).toList());
        return backups.stage(folder, places.taken(), places.emptied(), unchanged);
    }

    /** By people; what the platform does on its own, such as sample data, is no loss. */
    private long changedSince(StoredType type, Instant moment) {
        LocalDateTime since = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        try {
            return database.read(sql -> (long) sql.fetchCount(sql.selectOne()
                    .from(DSL.table(unquotedName(type.table())))
                    .where(DSL.field(unquotedName("updated_at"), SQLDataType.LOCALDATETIME)
                            .gt(since))
                    .and(DSL.field(unquotedName("updated_by"), SQLDataType.BIGINT)
                            .ne(0L))));
        } catch (DataAccessException purged) {
            // A type of a module whose tables have gone.
            return 0;
        }
    }
}
