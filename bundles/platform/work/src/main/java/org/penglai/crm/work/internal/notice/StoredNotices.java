package org.penglai.crm.work.internal.notice;

import static org.penglai.crm.work.internal.WorkTables.BODY;
import static org.penglai.crm.work.internal.WorkTables.CREATED_AT;
import static org.penglai.crm.work.internal.WorkTables.ID;
import static org.penglai.crm.work.internal.WorkTables.KIND;
import static org.penglai.crm.work.internal.WorkTables.NOTIFICATIONS;
import static org.penglai.crm.work.internal.WorkTables.RECORD_ID;
import static org.penglai.crm.work.internal.WorkTables.TITLE_EN;
import static org.penglai.crm.work.internal.WorkTables.TITLE_ZH;
import static org.penglai.crm.work.internal.WorkTables.TYPE;
import static org.penglai.crm.work.internal.WorkTables.USER_ID;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.Notices;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.LateReference;
import org.penglai.crm.records.spi.NoticeSink;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.work.internal.Readers;
import org.penglai.crm.work.internal.WorkTables;
import org.penglai.crm.work.spi.Notifications;

/**
 * Keeps notices as rows of their recipients, in the transaction of what they tell of; open pages hear after the commit.
 * What changes, is said or falls due in a record is told to those only who see it as it is then. Other notices are about
 * the recipient himself, such as that a record is no longer his.
 */
@Component(service = {Notices.class, NoticeSink.class})
public final class StoredNotices implements Notices, NoticeSink {
    private static final int TITLE_LENGTH = 300;
    private static final int TEXT_LENGTH = 1_000;
    /** Kinds that tell what is in a record. */
    private static final Set<String> OF_CONTENT = Set.of("watch", "mention", "reminder");

    private final Transactions transactions;
    private final Ids ids;
    private final LiveUpdates live;
    private final Readers readers;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public StoredNotices(
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference LiveUpdates live,
            @Reference Types types,
            @Reference(service = Access.class) ComponentServiceObjects<Access> access,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(transactions, ids, live, new Readers(types, new LateReference<>(access)), Clock.systemUTC());
    }

    /** Wired without a container, with a clock to turn. */
    public static StoredNotices with(
            Transactions transactions, Ids ids, LiveUpdates live, Readers readers, Clock clock) {
        return new StoredNotices(transactions, ids, live, readers, clock);
    }

    private StoredNotices(Transactions transactions, Ids ids, LiveUpdates live, Readers readers, Clock clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.live = live;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public void send(List<Notice> notices) {
        transactions.run(transaction -> {
            accept(transaction, Caller.system(), notices);
            return null;
        });
    }

    @Override
    public void accept(Transaction transaction, Caller caller, List<Notice> notices) {
        LocalDateTime now = WorkTables.utc(clock.instant());
        List<LiveUpdate> updates = new ArrayList<>();
        DSLContext sql = transaction.sql();
        for (Notice notice : notices) {
            for (long user : notice.recipients()) {
                if (user > 0 && mayKnow(user, notice)) {
                    long id = ids.next();
                    insert(sql, id, user, notice, now);
                    updates.add(new LiveUpdate(Notifications.TOPIC, user, Ids.format(id)));
                }
            }
        }
        if (!updates.isEmpty()) {
            transaction.afterCommit(() -> updates.forEach(live::publish));
        }
    }

    private boolean mayKnow(long user, Notice notice) {
        return notice.type() == null
                || notice.recordId() == null
                || !OF_CONTENT.contains(notice.kind())
                || readers.sees(user, notice.type(), notice.recordId());
    }

    private static void insert(DSLContext sql, long id, long user, Notice notice, LocalDateTime now) {
        sql.insertInto(NOTIFICATIONS)
                .set(ID, id)
                .set(USER_ID, user)
                .set(KIND, notice.kind())
                .set(TITLE_ZH, cut(notice.title().zh(), TITLE_LENGTH))
                .set(TITLE_EN, cut(notice.title().en(), TITLE_LENGTH))
                .set(BODY, cut(notice.text(), TEXT_LENGTH))
                .set(TYPE, notice.type())
                .set(RECORD_ID, notice.recordId())
                .set(CREATED_AT, now)
                .execute();
    }

    /** Never through the middle of a character. */
    private static String cut(String text, int length) {
        return text == null || text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }
}
