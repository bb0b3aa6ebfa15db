package org.penglai.crm.privacy.internal.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.jooq.exception.DataAccessException;
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
        if (force) {
            return backups.stage(folder, places.taken(), places.emptied(), null);
        }
        Unchanged unchanged = new Unchanged(
                manifest.takenAt(), types.list().stream().map(StoredType::table).toList());
        long newer = unchanged.tables().stream()
                .mapToLong(table -> changed(unchanged, table))
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
        return backups.stage(folder, places.taken(), places.emptied(), unchanged);
    }

    private int changed(Unchanged unchanged, String table) {
        try {
            return database.<Integer>read(sql -> unchanged.changed(sql, table));
        } catch (DataAccessException purged) {
            // A type of a module whose tables have gone.
            return 0;
        }
    }
}
