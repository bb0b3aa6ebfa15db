package org.penglai.crm.privacy.internal.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.spi.Backups.Manifest;
import org.penglai.crm.persistence.spi.Backups.TableContent;

/** Writes a backup while the product serves. */
@Component(configurationPid = BackupConfiguration.PID)
@Designate(ocd = BackupConfiguration.class)
public final class BackupJob implements JobHandler {
    static final String KIND = "backup";
    static final String FOLDER = "folder";
    static final Localized LABEL = Localized.of("备份", "Backup");

    private final Backups backups;
    private final BackupPlaces places;
    private final int keep;

    @Activate
    public BackupJob(@Reference Backups backups, BackupConfiguration configuration) {
        this(backups, BackupPlaces.of(configuration), configuration.keep());
    }

    BackupJob(Backups backups, BackupPlaces places, int keep) {
        this.backups = backups;
        this.places = places;
        this.keep = keep;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(JobContext context) throws IOException {
        if (!context.caller().isSystem()) {
            throw new Forbidden("operatorsOnly", Localized.of("备份由运维人员执行。", "Backups are the operator's."));
        }
        Object named = context.parameters().get(FOLDER);
        Path folder = named == null ? places.next(Instant.now()) : Path.of(String.valueOf(named));
        Manifest manifest;
        try {
            manifest = backups.write(folder, places.taken(), BackupPlaces.WITHOUT_ROWS, (done, total) -> {
                context.progress(done, total);
                if (context.isCancelled()) {
                    throw new InterruptedIOException("the backup was cancelled");
                }
            });
        } catch (IOException e) {
            throw failed(e);
        }
        // Whoever names a folder looks after it.
        int deleted = named == null ? places.deleteOld(keep) : 0;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("folder", folder.toString());
        result.put("tables", manifest.tables().size());
        result.put(
                "rows", manifest.tables().stream().mapToLong(TableContent::rows).sum());
        result.put("files", manifest.files().size());
        result.put("deleted", deleted);
        return result;
    }

    private static Conflict failed(IOException reason) {
        return new Conflict(
                "backupFailed",
                Localized.of("备份未能写入：" + reason.getMessage(), "The backup was not written: " + reason.getMessage()));
    }
}
