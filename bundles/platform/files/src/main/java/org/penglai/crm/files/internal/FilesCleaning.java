package org.penglai.crm.files.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.persistence.spi.Database;

/** Deletes contents that no record has any more, and uploads that were cut off, a day after they were last wanted. */
@Component
public final class FilesCleaning implements PeriodicWork {
    static final Duration KEPT = Duration.ofDays(1);

    private final Database database;
    private final ContentStore contents;

    /** @param attachments only there when the table is */
    @Activate
    public FilesCleaning(@Reference Database database, @Reference RecordAttachments attachments) {
        this(database, new ContentStore(FilesFolder.path()));
    }

    FilesCleaning(Database database, ContentStore contents) {
        this.database = database;
        this.contents = contents;
    }

    @Override
    public String name() {
        return "files.cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        Instant before = now.minus(KEPT);
        try {
            contents.deleteDrafts(before);
            for (String hash : contents.untouchedSince(before)) {
                boolean wanted =
                        database.read(sql -> sql.fetchExists(AttachmentTable.TABLE, AttachmentTable.SHA256.eq(hash)));
                if (!wanted) {
                    contents.delete(hash);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
