package org.penglai.crm.persistence.spi;

import static org.jooq.impl.DSL.unquotedName;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies of the whole database and of folders beside it, taken while everything goes on, and put back at the next start.
 * A backup is a folder: {@code manifest.json}, one file of rows a table, and the copied folders. Safe for any thread.
 */
@ProviderType
public interface Backups {
    /**
     * Writes a backup and reads it again. The tables are those of one moment, whatever is written meanwhile.
     *
     * @param folder where it comes to be; must not exist yet, and does not after a failure
     * @param folders what else is copied: name in the backup, folder; one that does not exist counts as empty. Files that
     *     come while they are copied may be missing, unless they were there at the moment of the tables
     * @param withoutRows tables whose definition is kept and whose rows are left out
     * @param progress told after each table
     * @throws IOException if it cannot be written, or reads differently
     */
    Manifest write(Path folder, Map<String, Path> folders, Set<String> withoutRows, Progress progress)
            throws IOException;

    /**
     * Reads a backup in full and compares it with its manifest.
     *
     * @throws IOException if it is none, or a file is missing or was changed; the message names it
     */
    Manifest verify(Path folder) throws IOException;

    /**
     * Has a verified backup put back at the next start of this process, before anything else touches the database: all
     * tables of the database are exchanged for those of the backup in one transaction and compared with the manifest.
     *
     * @param folders where the copied folders go: name in the backup, folder; files that are there stay
     * @param emptied folders that are made from the database and are emptied
     * @param unchanged looked at once more at the start, since people go on working until then; null to put it back
     *     whatever they have done
     * @throws org.penglai.crm.api.error.Conflict if it is of another kind of database or of a newer release
     */
    Manifest stage(Path folder, Map<String, Path> folders, Set<Path> emptied, Unchanged unchanged) throws IOException;

    /**
     * Rows that nobody may have changed.
     *
     * @param since changes after that moment count, if a person made them
     * @param tables of record types
     */
    record Unchanged(Instant since, List<String> tables) {
        public Unchanged {
            tables = List.copyOf(tables);
        }

        /**
         * How many rows of one of the tables people have changed; what the platform does on its own, such as sample data, is
         * no loss.
         *
         * @throws org.jooq.exception.DataAccessException if the table is not there, as that of a module that was purged
         */
        public int changed(DSLContext sql, String table) {
            return sql.fetchCount(sql.selectOne()
                    .from(DSL.table(unquotedName(table)))
                    .where(DSL.field(unquotedName("updated_at"), SQLDataType.LOCALDATETIME)
                            .gt(LocalDateTime.ofInstant(since, ZoneOffset.UTC)))
                    .and(DSL.field(unquotedName("updated_by"), SQLDataType.BIGINT)
                            .ne(0L)));
        }
    }

    /** How the last backup that was put back went; null if none ever was. */
    Restored lastRestored();

    /** Hears how far it is. */
    @FunctionalInterface
    interface Progress {
        /**
         * @throws InterruptedIOException or another IOException to break off
         */
        void at(long done, long total) throws IOException;
    }

    /**
     * What a backup holds.
     *
     * @param product release that wrote it
     * @param database DERBY or POSTGRES
     * @param takenAt the moment of the tables
     */
    record Manifest(
            int format,
            String product,
            String database,
            Instant takenAt,
            List<TableContent> tables,
            List<FileContent> files) {}

    /**
     * A table.
     *
     * @param rows how many
     * @param checksum over all rows, whatever their order; hex
     */
    record TableContent(String name, long rows, String checksum) {}

    /**
     * A file of the backup, its manifest excepted.
     *
     * @param path below the backup's folder, with slashes
     * @param sha256 in hex
     */
    record FileContent(String path, long size, String sha256) {}

    /**
     * A backup that was put back, or was meant to.
     *
     * @param problem null if all is as in the manifest; else why nothing was changed
     */
    record Restored(Path folder, Instant takenAt, Instant at, String problem) {}
}
