package org.penglai.crm.files.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.files.internal.FilesFolder;
import org.penglai.crm.files.internal.MediaSniffer;
import org.penglai.crm.files.spi.Uploads;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;

/** Uploads as rows beside a folder with a growing file each; how far one has come is how long its file is. */
@Component(service = {Uploads.class, StoredUploads.class})
public final class StoredUploads implements Uploads {
    private static final int LONGEST_NAME = 255;
    private static final int TOKEN_BYTES = 24;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final int BUFFER = 64 * 1024;
    /** Of all uploads together: strangers must not fill the disk. */
    private static final long MOST_BYTES = 8L << 30;

    private static final Duration FULL_FOR = Duration.ofMinutes(10);

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private final Set<Long> growing = ConcurrentHashMap.newKeySet();

    /** @param migrated only there when the table is */
    @Activate
    public StoredUploads(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-files)") DataSource migrated) {
        this(database, transactions, ids, Clock.systemUTC(), FilesFolder.path().resolve("uploads"));
    }

    StoredUploads(Database database, Transactions transactions, Ids ids, Clock clock, Path folder) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
    }

    @Override
    public String begin(String name, long size) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw new Invalid(
                    Violation.of("file", "fileName", "文件名应为 1 至 255 个字符。", "A file name has 1 to 255 characters."));
        }
        if (size < 1) {
            throw new Invalid(Violation.of("file", "empty", "文件是空的。", "The file is empty."));
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        requireRoom(size);
        transactions.run(transaction -> transaction
                .sql()
                .insertInto(UploadTable.TABLE)
                .set(UploadTable.ID, ids.next())
                .set(UploadTable.TOKEN_HASH, hash(token))
                .set(UploadTable.NAME, plain)
                .set(UploadTable.SIZE, size)
                .set(UploadTable.CREATED_AT, now())
                .set(UploadTable.ATTEMPTS, 0)
                .execute());
        return token;
    }

    @Override
    public Progress progress(String token) {
        Record row = open(token);
        return new Progress(received(file(row.get(UploadTable.ID))), row.get(UploadTable.SIZE));
    }

    @Override
    public Progress append(String token, long offset, InputStream piece) throws IOException {
        Record row = open(token);
        long id = row.get(UploadTable.ID);
        long size = row.get(UploadTable.SIZE);
        if (!growing.add(id)) {
            throw new Conflict("uploadBusy", Localized.of("该文件正在上传。", "A piece of this file is on its way already."));
        }
        try {
            Path file = file(id);
            long there = received(file);
            if (offset != there) {
                throw new Conflict(
                        "uploadOffset", Localized.of("已收到 " + there + " 字节。", "It goes on after " + there + " bytes."));
            }
            requireRoom(size - there);
            Files.createDirectories(folder);
            boolean more;
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                more = copy(piece, out, size - there);
            }
            if (more) {
                drop(id);
                throw new Invalid(Violation.of("file", "tooLong", "文件比声明的大。", "It is longer than was said."));
            }
            long received = received(file);
            if (received == size && row.get(UploadTable.MEDIA_TYPE) == null) {
                complete(id, file, row.get(UploadTable.NAME));
            }
            return new Progress(received, size);
        } finally {
            growing.remove(id);
        }
    }

    /** What is there counts, not what is announced: otherwise who announces much and sends nothing shuts others out. */
    private void requireRoom(long more) {
        long taken = 0;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                taken = files.mapToLong(StoredUploads::received).sum();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        if (taken + more > MOST_BYTES) {
            throw new Unavailable(
                    "uploadsFull",
                    Localized.of("现在上传的文件太多，请稍后再试。", "Too many files are on their way; please try again later."),
                    FULL_FOR);
        }
    }

    private void complete(long id, Path file, String name) throws IOException {
        String type = MediaSniffer.typeOf(file, name);
        if (!MediaSniffer.isMedia(type)) {
            drop(id);
            throw new Invalid(Violation.of(
                    "file", "fileType", "只接受图片、视频、声音和 PDF。", "Only pictures, videos, sound and PDF are taken."));
        }
        transactions.run(transaction -> transaction
                .sql()
                .update(UploadTable.TABLE)
                .set(UploadTable.MEDIA_TYPE, type)
                .where(UploadTable.ID.eq(id))
                .execute());
    }

    @Override
    public void abandon(String token) {
        drop(open(token).get(UploadTable.ID));
    }

    @Override
    public void attach(Collection<String> tokens, String type, long recordId) {
        Set<String> hashes = tokens.stream()
                .filter(token -> TOKEN.matcher(token).matches())
                .map(StoredUploads::hash)
                .collect(Collectors.toSet());
        if (hashes.isEmpty()) {
            return;
        }
        transactions.run(transaction -> transaction
                .sql()
                .update(UploadTable.TABLE)
                .set(UploadTable.TYPE, type)
                .set(UploadTable.RECORD, recordId)
                .set(UploadTable.NEXT_TRY_AT, now())
                .where(UploadTable.TOKEN_HASH.in(hashes))
                .and(UploadTable.RECORD.isNull())
                .and(UploadTable.MEDIA_TYPE.isNotNull())
                .execute());
    }

    /** The row goes first: bytes without a row are nobody's, a row without bytes would begin anew. */
    void drop(long id) {
        transactions.run(transaction -> transaction
                .sql()
                .deleteFrom(UploadTable.TABLE)
                .where(UploadTable.ID.eq(id))
                .execute());
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    Path file(long id) {
        return folder.resolve(Ids.format(id));
    }

    private Record open(String token) {
        Record row = TOKEN.matcher(token).matches()
                ? database.read(
                        sql -> sql.select(UploadTable.ID, UploadTable.NAME, UploadTable.SIZE, UploadTable.MEDIA_TYPE)
                                .from(UploadTable.TABLE)
                                .where(UploadTable.TOKEN_HASH.eq(hash(token)))
                                .and(UploadTable.RECORD.isNull())
                                .fetchOne())
                : null;
        if (row == null) {
            throw new NotFound("uploadNotFound", Localized.of("上传已过期。", "There is no such upload any more."));
        }
        return row;
    }

    private static long received(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** At most so many bytes; whether there were more. */
    private static boolean copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = most;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (read > left) {
                return true;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        return false;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
