package org.penglai.crm.files.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.files.RefusedUploads;
import org.penglai.crm.api.files.VirusScanner;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has uploads that are meant for a record looked at, and makes them its files or deletes them. While a scanner is away they
 * wait, with longer and longer breaks; what nobody attached is deleted after a day.
 */
@Component(configurationPid = UploadConfiguration.PID)
public final class UploadChecks implements PeriodicWork {
    static final Duration KEPT = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(UploadChecks.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** A round is to end well before its lease does. */
    private static final Duration ROUND = Duration.ofSeconds(40);

    private static final int AT_ONCE = 50;
    private static final Duration FIRST_BREAK = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private final Database database;
    private final Transactions transactions;
    private final StoredUploads uploads;
    private final Attachments attachments;
    private final boolean scanRequired;
    private final List<VirusScanner> scanners = new CopyOnWriteArrayList<>();
    private final List<RefusedUploads> watchers = new CopyOnWriteArrayList<>();

    @Activate
    public UploadChecks(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference StoredUploads uploads,
            @Reference Attachments attachments,
            UploadConfiguration configuration) {
        this(database, transactions, uploads, attachments, configuration.scan_required());
    }

    private UploadChecks(
            Database database,
            Transactions transactions,
            StoredUploads uploads,
            Attachments attachments,
            boolean scanRequired) {
        this.database = database;
        this.transactions = transactions;
        this.uploads = uploads;
        this.attachments = attachments;
        this.scanRequired = scanRequired;
    }

    /** Outside a container. */
    static UploadChecks with(
            Database database,
            Transactions transactions,
            StoredUploads uploads,
            Attachments attachments,
            boolean scanRequired) {
        return new UploadChecks(database, transactions, uploads, attachments, scanRequired);
    }

    @Reference(
            service = VirusScanner.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addScanner(VirusScanner scanner) {
        scanners.add(scanner);
    }

    void removeScanner(VirusScanner scanner) {
        scanners.remove(scanner);
    }

    @Reference(
            service = RefusedUploads.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addWatcher(RefusedUploads watcher) {
        watchers.add(watcher);
    }

    void removeWatcher(RefusedUploads watcher) {
        watchers.remove(watcher);
    }

    @Override
    public String name() {
        return "files.uploads";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        giveUp(now.minus(KEPT));
        long end = System.nanoTime() + ROUND.toNanos();
        for (Record row : due(now)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() > end) {
                return;
            }
            look(row, now);
        }
    }

    private List<Record> due(Instant now) {
        return database.read(sql -> List.copyOf(
                sql.select(UploadTable.ID, UploadTable.NAME, UploadTable.TYPE, UploadTable.RECORD, UploadTable.ATTEMPTS)
                        .from(UploadTable.TABLE)
                        .where(UploadTable.NEXT_TRY_AT.le(utc(now)))
                        .orderBy(UploadTable.NEXT_TRY_AT, UploadTable.ID)
                        .limit(AT_ONCE)
                        .fetch()));
    }

    private void look(Record row, Instant now) {
        long id = row.get(UploadTable.ID);
        try {
            String found = scan(uploads.file(id));
            if (found == null) {
                attach(row);
            } else {
                LOG.warn("An upload for {} {} was deleted: {}", row.get(UploadTable.TYPE), id, found);
                refuse(row, Localized.of("发现病毒（" + found + "），已删除", "it has a virus (" + found + ") and was deleted"));
            }
            uploads.drop(id);
        } catch (NotFound recordGone) {
            uploads.drop(id);
        } catch (NoSuchFileException bytesGone) {
            uploads.drop(id);
        } catch (IOException | UncheckedIOException | CrmException away) {
            postpone(row, now, away);
        }
    }

    /** What the first of the scanners that finds something calls it; null if all found nothing. */
    private String scan(Path file) throws IOException {
        if (scanners.isEmpty() && scanRequired) {
            throw new IOException("no virus scanner is there");
        }
        for (VirusScanner scanner : scanners) {
            try (InputStream content = Files.newInputStream(file)) {
                String found = scanner.scan(content);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Repeated after a crash it finds the file attached. */
    private void attach(Record row) throws IOException {
        String type = row.get(UploadTable.TYPE);
        long record = row.get(UploadTable.RECORD);
        String name = row.get(UploadTable.NAME);
        Path file = uploads.file(row.get(UploadTable.ID));
        long size = Files.size(file);
        boolean there = attachments.list(Caller.system(), type, record).stream()
                .anyMatch(one -> one.name().equals(name) && one.size() == size);
        if (!there) {
            try (InputStream content = Files.newInputStream(file)) {
                attachments.add(Caller.system(), type, record, name, content);
            }
        }
    }

    private void refuse(Record row, Localized reason) {
        for (RefusedUploads watcher : watchers) {
            if (watcher.type().equals(row.get(UploadTable.TYPE))) {
                watcher.refused(row.get(UploadTable.RECORD), row.get(UploadTable.NAME), reason);
            }
        }
    }

    private void postpone(Record row, Instant now, Exception why) {
        int attempts = row.get(UploadTable.ATTEMPTS);
        Duration wait = FIRST_BREAK.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        LOG.warn(
                "An upload for {} waits, and is looked at again in {} s: {}",
                row.get(UploadTable.TYPE),
                wait.toSeconds(),
                why.getMessage());
        transactions.run(transaction -> transaction
                .sql()
                .update(UploadTable.TABLE)
                .set(UploadTable.ATTEMPTS, attempts + 1)
                .set(UploadTable.NEXT_TRY_AT, utc(now.plus(wait)))
                .where(UploadTable.ID.eq(row.get(UploadTable.ID)))
                .execute());
    }

    private void giveUp(Instant before) {
        database.read(sql -> List.copyOf(sql.select(UploadTable.ID)
                        .from(UploadTable.TABLE)
                        .where(UploadTable.CREATED_AT.lt(utc(before)))
                        .and(UploadTable.RECORD.isNull())
                        .limit(AT_ONCE)
                        .fetch(UploadTable.ID)))
                .forEach(uploads::drop);
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
