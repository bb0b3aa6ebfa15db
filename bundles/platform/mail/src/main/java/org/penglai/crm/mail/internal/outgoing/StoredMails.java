package org.penglai.crm.mail.internal.outgoing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.MailState;
import org.penglai.crm.api.mail.MailState.Status;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.mail.internal.MailTables;
import org.penglai.crm.mail.internal.MailThreads;
import org.penglai.crm.mail.internal.html.CleanHtml;
import org.penglai.crm.mail.internal.mime.PlainText;
import org.penglai.crm.mail.internal.type.OutgoingMailsType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;

/** Mails that are to be sent, as rows. */
@Component(service = {Mails.class, StoredMails.class})
public final class StoredMails implements Mails {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()\\[\\]]+@[^\\s<>,;:\"()\\[\\]@]+");
    private static final List<Field<?>> STATE = List.of(
            MailTables.ID,
            MailTables.MAIL_KEY,
            MailTables.MESSAGE_ID,
            MailTables.STATUS,
            MailTables.ATTEMPTS,
            MailTables.SENT_AT,
            MailTables.NEXT_TRY,
            MailTables.LAST_ERROR,
            MailTables.REFUSED);
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_LIST = 4_000;
    private static final int MOST_RECIPIENTS = 100;

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Journal journal;
    private final MailThreads threads;
    private final Senders senders;
    private volatile Clock clock = Clock.systemUTC();

    /** @param migrated only there when the tables are */
    @Activate
    public StoredMails(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Journal journal,
            @Reference MailThreads threads,
            @Reference Senders senders,
            @Reference(target = "(osgi.jndi.service.name=crm-mail)") DataSource migrated) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.journal = journal;
        this.threads = threads;
        this.senders = senders;
    }

    /** Outside a container; a second constructor of as many parameters may be taken for the first one there. */
    public static StoredMails with(
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            MailThreads threads,
            Senders senders,
            Clock clock) {
        StoredMails mails = new StoredMails(database, transactions, ids, journal, threads, senders, null);
        mails.clock = clock;
        return mails;
    }

    @Override
    public MailState send(OutgoingMail mail) {
        Optional<MailState> known = find(mail.key());
        if (known.isPresent()) {
            return known.get();
        }
        check(mail);
        Sender sender = senders.require(mail.sender());
        String messageId = threads.messageId(mail.about(), sender.domain());
        try {
            transactions.run(transaction -> insert(transaction, mail, sender, messageId));
        } catch (DataAccessException failure) {
            // Somebody else may have stored the mail of that key just now.
            return find(mail.key()).orElseThrow(() -> failure);
        }
        return find(mail.key()).orElseThrow();
    }

    @Override
    public Optional<MailState> find(String key) {
        return database.read(sql -> sql.select(STATE)
                .from(MailTables.OUTGOING)
                .where(MailTables.MAIL_KEY.eq(key))
                .and(MailTables.LIVE)
                .fetchOptional(StoredMails::state));
    }

    @Override
    public boolean recall(String key) {
        return transactions.run(transaction -> change(
                transaction,
                MailTables.MAIL_KEY.eq(key).and(MailTables.STATUS.eq(Status.QUEUED.code())),
                Status.QUEUED,
                Status.RECALLED,
                Map.of()));
    }

    @Override
    public String clean(String html) {
        return CleanHtml.clean(html, Map.of()).html();
    }

    /**
     * Takes a mail from one status to another, and tells of it.
     *
     * @param more further columns
     * @return false if it is in another status
     */
    boolean change(Transaction transaction, Condition which, Status before, Status after, Map<?, ?> more) {
        Record row = transaction
                .sql()
                .select(MailTables.ID, MailTables.VERSION)
                .from(MailTables.OUTGOING)
                .where(which)
                .and(MailTables.STATUS.eq(before.code()))
                .and(MailTables.LIVE)
                .fetchOne();
        if (row == null) {
            return false;
        }
        long version = row.get(MailTables.VERSION) + 1;
        int changed = transaction
                .sql()
                .update(MailTables.OUTGOING)
                .set(MailTables.STATUS, after.code())
                .set(MailTables.VERSION, version)
                .set(MailTables.UPDATED_AT, now())
                .set(more)
                .where(MailTables.ID.eq(row.get(MailTables.ID)))
                .and(MailTables.VERSION.eq(row.get(MailTables.VERSION)))
                .execute();
        if (changed == 0) {
            return false;
        }
        if (after != Status.SENDING && !(before == Status.SENDING && after == Status.QUEUED)) {
            tell(transaction, row.get(MailTables.ID), version, before, after);
        }
        return true;
    }

    private void tell(Transaction transaction, long id, long version, Status before, Status after) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String changes = json.objectNode()
                .set(
                        OutgoingMailsType.STATUS,
                        json.arrayNode()
                                .add(before == Status.SENDING ? Status.QUEUED.code() : before.code())
                                .add(after.code()))
                .toString();
        journal.append(
                transaction, List.of(new Journal.Entry(OutgoingMailsType.TYPE, id, version, "updated", 0, changes)));
    }

    private int insert(Transaction transaction, OutgoingMail mail, Sender sender, String messageId) {
        long id = ids.next();
        LocalDateTime now = now();
        String text = mail.text() == null && mail.html() != null ? PlainText.of(mail.html()) : mail.text();
        LocalDateTime due = mail.notBefore() == null ? now : MailTables.at(mail.notBefore());
        int inserted = transaction
                .sql()
                .insertInto(MailTables.OUTGOING)
                .set(MailTables.ID, id)
                .set(MailTables.VERSION, 1L)
                .set(MailTables.CREATED_AT, now)
                .set(MailTables.CREATED_BY, 0L)
                .set(MailTables.UPDATED_AT, now)
                .set(MailTables.UPDATED_BY, 0L)
                .set(MailTables.MAIL_KEY, mail.key())
                .set(MailTables.SUBJECT, subject(mail))
                .set(MailTables.STATUS, Status.QUEUED.code())
                .set(MailTables.SENDER_ID, sender.id())
                .set(MailTables.FROM, new MailAddress(sender.address(), sender.displayName()).toString())
                .set(MailTables.TO, list(mail.to()))
                .set(MailTables.CC, list(mail.cc()))
                .set(MailTables.BCC, list(mail.bcc()))
                .set(MailTables.MESSAGE_ID, messageId)
                .set(
                        MailTables.ABOUT_TYPE,
                        mail.about() == null ? null : mail.about().type())
                .set(
                        MailTables.ABOUT_ID,
                        mail.about() == null ? null : mail.about().id())
                .set(MailTables.TEXT, text == null ? "" : text)
                .set(MailTables.HTML, mail.html())
                .set(MailTables.DETAILS, Details.of(mail).write())
                .set(MailTables.NOT_BEFORE, MailTables.at(mail.notBefore()))
                .set(MailTables.ATTEMPTS, 0)
                .set(MailTables.NEXT_TRY, due)
                .execute();
        String changes = JsonNodeFactory.instance
                .objectNode()
                .put(OutgoingMailsType.STATUS, Status.QUEUED.code())
                .toString();
        journal.append(transaction, List.of(new Journal.Entry(OutgoingMailsType.TYPE, id, 1, "created", 0, changes)));
        return inserted;
    }

    private static String subject(OutgoingMail mail) {
        String line = mail.subject().replaceAll("\\p{Cntrl}+", " ").strip();
        return MailTables.cut(line, LONGEST_SUBJECT);
    }

    private static void check(OutgoingMail mail) {
        List<MailAddress> all = Stream.of(mail.to(), mail.cc(), mail.bcc())
                .flatMap(List::stream)
                .toList();
        if (all.isEmpty()) {
            throw new Invalid(Violation.of("to", "required", "没有收件人。", "There is nobody it goes to."));
        }
        if (all.size() > MOST_RECIPIENTS) {
            throw new Invalid(Violation.of("to", "tooMany", "收件人超过 100 个。", "More than 100 people."));
        }
        all.stream()
                .filter(address -> !ADDRESS.matcher(address.address()).matches())
                .findFirst()
                .ifPresent(bad -> {
                    throw new Invalid(Violation.of(
                            "to",
                            "badAddress",
                            "不是邮箱地址：" + bad.address(),
                            "This is no mail address: " + bad.address()));
                });
    }

    private static String list(List<MailAddress> addresses) {
        String all = addresses.stream().map(MailAddress::toString).collect(Collectors.joining(", "));
        return all.isEmpty() ? null : MailTables.cut(all, LONGEST_LIST);
    }

    private LocalDateTime now() {
        return MailTables.at(clock.instant());
    }

    private static MailState state(Record row) {
        String error = row.get(MailTables.LAST_ERROR);
        String refused = row.get(MailTables.REFUSED);
        Instant next = MailTables.instant(row.get(MailTables.NEXT_TRY));
        Status status = Status.of(row.get(MailTables.STATUS));
        return new MailState(
                row.get(MailTables.ID),
                row.get(MailTables.MAIL_KEY),
                row.get(MailTables.MESSAGE_ID),
                status,
                row.get(MailTables.ATTEMPTS),
                MailTables.instant(row.get(MailTables.SENT_AT)),
                status == Status.QUEUED ? next : null,
                error == null ? refused : error);
    }
}
