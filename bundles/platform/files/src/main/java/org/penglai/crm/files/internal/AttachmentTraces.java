package org.penglai.crm.files.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.TypeTraces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attachments of types that go with all their data: rows, and contents that nobody else has. */
@Component
public final class AttachmentTraces implements TypeTraces {
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentTraces.class);
    /** Longer than a transaction: a content that was stored just now may be about to get its row. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Database database;
    private final ContentStore contents;

    /** @param attachments only there when the table is */
    @Activate
    public AttachmentTraces(@Reference Database database, @Reference RecordAttachments attachments) {
        this(database, new ContentStore(FilesFolder.path()));
    }

    AttachmentTraces(Database database, ContentStore contents) {
        this.database = database;
        this.contents = contents;
    }

    @Override
    public Runnable remove(DSLContext sql, Set<String> types) {
        List<String> hashes = sql.selectDistinct(AttachmentTable.SHA256)
                .from(AttachmentTable.TABLE)
                .where(AttachmentTable.TYPE.in(types))
                .fetch(AttachmentTable.SHA256);
        sql.deleteFrom(AttachmentTable.TABLE)
                .where(AttachmentTable.TYPE.in(types))
                .execute();
        return () -> hashes.forEach(this::deleteUnwanted);
    }

    private void deleteUnwanted(String hash) {
        try {
            boolean wanted =
                    database.read(sql -> sql.fetchExists(AttachmentTable.TABLE, AttachmentTable.SHA256.eq(hash)));
            if (!wanted && contents.isOlder(hash, Instant.now().minus(FRESH))) {
                contents.delete(hash);
            }
        } catch (IOException e) {
            LOG.warn("A content stays until the next cleaning: {}", e.toString());
        }
    }
}
