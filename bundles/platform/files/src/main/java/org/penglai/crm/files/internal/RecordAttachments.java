package org.penglai.crm.files.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Attachments as rows beside a store of contents. The content is on disk before its row is, and goes after it. */
@Component(service = {Attachments.class, RecordAttachments.class})
public final class RecordAttachments implements Attachments {
    static final int MOST = 500;
    private static final int LONGEST_NAME = 255;
    private static final String ATTACHED = "attached";
    private static final String DETACHED = "detached";

    private final Types types;
    private final Access access;
    private final Records records;
    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Journal journal;
    private final Clock clock;
    private final ContentStore contents;
    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private volatile PersonalValues personal;

    /** @param migrated only there when the table is */
    @Activate
    public RecordAttachments(
            @Reference Types types,
            @Reference Access access,
            @Reference Records records,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-files)") DataSource migrated) {
        this(
                types,
                access,
                records,
                database,
                transactions,
                ids,
                journal,
                Clock.systemUTC(),
                new ContentStore(FilesFolder.path()));
    }

    RecordAttachments(
            Types types,
            Access access,
            Records records,
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            Clock clock,
            ContentStore contents) {
        this.types = types;
        this.access = access;
        this.records = records;
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.journal = journal;
        this.clock = clock;
        this.contents = contents;
    }

    /** Without it nothing is sealed in what is told of files. */
    @Reference
    void personalCame(PersonalValues values) {
        personal = values;
    }

    @Override
    public List<Attachment> list(Caller caller, String type, long recordId) {
        requireRecord(caller, type, recordId);
        return find(of(type, recordId));
    }

    @Override
    public List<Attachment> of(Caller caller, String type, Collection<Long> recordIds) {
        boolean has =
                types.find(type).filter(found -> found.has(Trait.ATTACHMENTS)).isPresent();
        return !has || recordIds.isEmpty() || !caller.may(type + ":read")
                ? List.of()
                : find(AttachmentTable.TYPE.eq(type).and(AttachmentTable.RECORD.in(recordIds)));
    }

    @Override
    public void requireChange(Caller caller, String type, long recordId) {
        requireRecord(caller, type, recordId);
        requireReach(caller, type, recordId);
    }

    @Override
    public Attachment add(Caller caller, String type, long recordId, String name, InputStream content)
            throws IOException {
        requireChange(caller, type, recordId);
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw new Invalid(
                    Violation.of("file", "fileName", "文件名应为 1 至 255 个字符。", "A file name has 1 to 255 characters."));
        }
        ContentStore.Stored stored = contents.store(content);
        if (stored.size() == 0) {
            throw new Invalid(Violation.of("file", "empty", "文件是空的。", "The file is empty."));
        }
        Attachment attachment = new Attachment(
                ids.next(),
                type,
                recordId,
                plain,
                MediaSniffer.typeOf(stored.file(), plain),
                stored.size(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.userId());
        transactions.run(transaction -> {
            insert(transaction, attachment, stored.sha256());
            tell(transaction, attachment, ATTACHED, caller);
            return null;
        });
        return attachment;
    }

    @Override
    public Content open(Caller caller, long id) {
        Attachment attachment = one(id);
        requireReadable(caller, attachment);
        String hash = database.read(sql -> sql.select(AttachmentTable.SHA256)
                .from(AttachmentTable.TABLE)
                .where(AttachmentTable.ID.eq(id))
                .fetchOne(AttachmentTable.SHA256));
        if (hash == null) {
            throw unknown();
        }
        Path file = contents.place(hash);
        if (!Files.isReadable(file)) {
            throw unknown();
        }
        return new Content(attachment, file, hash, MediaSniffer.isShowable(attachment.mediaType()));
    }

    @Override
    public void remove(Caller caller, long id) {
        Attachment attachment =
                find(AttachmentTable.ID.eq(id)).stream().findFirst().orElseThrow(RecordAttachments::unknown);
        requireReadable(caller, attachment);
        requireReach(caller, attachment.type(), attachment.recordId());
        transactions.run(transaction -> {
            int gone = transaction
                    .sql()
                    .deleteFrom(AttachmentTable.TABLE)
                    .where(AttachmentTable.ID.eq(id))
                    .execute();
            if (gone > 0) {
                tell(transaction, attachment, DETACHED, caller);
            }
            return null;
        });
    }

    private Attachment one(long id) {
        return find(AttachmentTable.ID.eq(id)).stream().findFirst().orElseThrow(RecordAttachments::unknown);
    }

    /** The newest of a record first, for those who have checked the right to see it. */
    List<Attachment> find(Condition which) {
        return database.read(sql -> sql.select(
                        AttachmentTable.ID,
                        AttachmentTable.TYPE,
                        AttachmentTable.RECORD,
                        AttachmentTable.NAME,
                        AttachmentTable.MEDIA_TYPE,
                        AttachmentTable.SIZE,
                        AttachmentTable.CREATED_AT,
                        AttachmentTable.CREATED_BY)
                .from(AttachmentTable.TABLE)
                .where(which)
                .orderBy(AttachmentTable.ID.desc())
                .limit(MOST)
                .fetch(RecordAttachments::attachment));
    }

    static Condition of(String type, long recordId) {
        return AttachmentTable.TYPE.eq(type).and(AttachmentTable.RECORD.eq(recordId));
    }

    private void insert(Transaction transaction, Attachment attachment, String hash) {
        int there = transaction.sql().fetchCount(AttachmentTable.TABLE, of(attachment.type(), attachment.recordId()));
        if (there >= MOST) {
            throw new Conflict(
                    "tooManyFiles",
                    Localized.of("一条记录最多 " + MOST + " 个附件。", "A record has at most " + MOST + " files."));
        }
        transaction
                .sql()
                .insertInto(AttachmentTable.TABLE)
                .set(AttachmentTable.ID, attachment.id())
                .set(AttachmentTable.TYPE, attachment.type())
                .set(AttachmentTable.RECORD, attachment.recordId())
                .set(AttachmentTable.NAME, attachment.name())
                .set(AttachmentTable.MEDIA_TYPE, attachment.mediaType())
                .set(AttachmentTable.SIZE, attachment.size())
                .set(AttachmentTable.SHA256, hash)
                .set(AttachmentTable.CREATED_AT, LocalDateTime.ofInstant(attachment.createdAt(), ZoneOffset.UTC))
                .set(AttachmentTable.CREATED_BY, attachment.createdBy())
                .execute();
    }

    private void tell(Transaction transaction, Attachment attachment, String word, Caller caller) {
        String name = told(attachment);
        String pair = word.equals(ATTACHED) ? "[null," + name + "]" : "[" + name + ",null]";
        journal.append(
                transaction,
                List.of(new Journal.Entry(
                        attachment.type(),
                        attachment.recordId(),
                        0,
                        word,
                        caller.userId(),
                        "{\"attachments\":" + pair + "}")));
    }

    /** Files are often called after whom they are of. */
    private String told(Attachment attachment) {
        String name = json.textNode(attachment.name()).toString();
        PersonalValues values = personal;
        boolean tells =
                types.find(attachment.type()).filter(StoredType::tellsOfPersons).isPresent();
        return values == null || !tells
                ? name
                : values.seal(attachment.type(), attachment.recordId(), "attachments", name);
    }

    private void requireRecord(Caller caller, String typeName, long recordId) {
        StoredType type = types.get(typeName);
        if (!type.has(Trait.ATTACHMENTS)) {
            throw new NotFound("noAttachments", Localized.of("这类记录没有附件。", "Records of this type have no files."));
        }
        records.find(caller, typeName, recordId)
                .filter(record -> isWhole(caller, type, recordId))
                .orElseThrow(() -> new NotFound("notFound", Localized.of("记录不存在。", "There is no such record.")));
    }

    /** Out of sight is as if it were not there. */
    private void requireReadable(Caller caller, Attachment attachment) {
        if (types.find(attachment.type()).isEmpty()
                || !caller.may(attachment.type() + ":read")
                || records.find(caller, attachment.type(), attachment.recordId())
                        .isEmpty()
                || !isWhole(caller, types.get(attachment.type()), attachment.recordId())) {
            throw unknown();
        }
    }

    /** A record that shows but some of its fields keeps its files to itself. */
    private boolean isWhole(Caller caller, StoredType type, long recordId) {
        return access.whole(caller, type, List.of(recordId)).contains(recordId);
    }

    private void requireReach(Caller caller, String type, long recordId) {
        if (!caller.may(type + ":update") || !access.reaches(caller, types.get(type), "update", recordId)) {
            throw new Forbidden("forbidden", Localized.of("没有修改这条记录的权限。", "You may not change this record."));
        }
    }

    private static NotFound unknown() {
        return new NotFound("attachmentNotFound", Localized.of("附件不存在。", "There is no such file."));
    }

    private static Attachment attachment(Record row) {
        return new Attachment(
                row.get(AttachmentTable.ID),
                row.get(AttachmentTable.TYPE),
                row.get(AttachmentTable.RECORD),
                row.get(AttachmentTable.NAME),
                row.get(AttachmentTable.MEDIA_TYPE),
                row.get(AttachmentTable.SIZE),
                instant(row),
                row.get(AttachmentTable.CREATED_BY));
    }

    private static Instant instant(Record row) {
        return row.get(AttachmentTable.CREATED_AT).toInstant(ZoneOffset.UTC);
    }
}
