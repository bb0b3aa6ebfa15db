package org.penglai.crm.work.internal.calendar;

import static org.penglai.crm.work.internal.WorkTables.CREATED_AT;
import static org.penglai.crm.work.internal.WorkTables.FEEDS;
import static org.penglai.crm.work.internal.WorkTables.HASH;
import static org.penglai.crm.work.internal.WorkTables.USER_ID;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.spi.Users;
import org.penglai.crm.work.internal.WorkTables;
import org.penglai.crm.work.internal.record.AppointmentType;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.spi.CalendarFeeds;

/** Feeds behind secrets of 256 random bits; what one shows follows the rights that its user has at that time. */
@Component
public final class SecretFeeds implements CalendarFeeds {
    private static final int BYTES = 32;
    private static final int SECRET_LENGTH = 43;
    private static final int AT_MOST = 1_000;
    private static final Duration PAST = Duration.ofDays(90);
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Records records;
    private final Function<String, Optional<Caller>> callers;
    private final Database database;
    private final Transactions transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param migrated only there when the tables are */
    @Activate
    public SecretFeeds(
            @Reference Records records,
            @Reference Users users,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(records, users::caller, database, transactions, Clock.systemUTC());
    }

    /** Wired without a container, with a clock to turn. */
    public static SecretFeeds with(
            Records records,
            Function<String, Optional<Caller>> callers,
            Database database,
            Transactions transactions,
            Clock clock) {
        return new SecretFeeds(records, callers, database, transactions, clock);
    }

    private SecretFeeds(
            Records records,
            Function<String, Optional<Caller>> callers,
            Database database,
            Transactions transactions,
            Clock clock) {
        this.records = records;
        this.callers = callers;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String create(Caller caller) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = TEXT.encodeToString(bytes);
        transactions.run(transaction -> {
            transaction
                    .sql()
                    .deleteFrom(FEEDS)
                    .where(USER_ID.eq(caller.userId()))
                    .execute();
            return transaction
                    .sql()
                    .insertInto(FEEDS)
                    .set(USER_ID, caller.userId())
                    .set(HASH, hash(secret))
                    .set(CREATED_AT, WorkTables.utc(clock.instant()))
                    .execute();
        });
        return secret;
    }

    @Override
    public boolean exists(Caller caller) {
        return database.read(sql -> sql.fetchExists(FEEDS, USER_ID.eq(caller.userId())));
    }

    @Override
    public void revoke(Caller caller) {
        transactions.run(transaction -> transaction
                .sql()
                .deleteFrom(FEEDS)
                .where(USER_ID.eq(caller.userId()))
                .execute());
    }

    @Override
    public Optional<String> read(String secret) {
        if (secret.length() != SECRET_LENGTH) {
            return Optional.empty();
        }
        Long user = database.read(sql ->
                sql.select(USER_ID).from(FEEDS).where(HASH.eq(hash(secret))).fetchOne(USER_ID));
        return Optional.ofNullable(user)
                .flatMap(id -> records.find(Caller.system(), "users", id))
                .flatMap(found -> callers.apply(found.text("username")))
                .map(this::write);
    }

    private String write(Caller caller) {
        String me = Ids.format(caller.userId());
        Instant since = clock.instant().minus(PAST);
        List<RecordSnapshot> appointments = list(
                caller,
                AppointmentType.TYPE,
                "(owner==" + me + ",attendees==" + me + ");(endAt=gt=" + since + ",rrule=null=false)",
                "-startAt");
        List<RecordSnapshot> tasks =
                list(caller, TaskType.TYPE, "owner==" + me + ";status==open;dueAt=gt=" + since, "-dueAt");
        String name = Localized.of(caller.displayName() + " 的日程", "Calendar of " + caller.displayName())
                .in(caller.locale());
        return new Icalendar(name, caller.zone(), clock.instant()).write(appointments, tasks);
    }

    private List<RecordSnapshot> list(Caller caller, String type, String filter, String sort) {
        return caller.may(type + ":read")
                ? records.list(caller, type, new RecordQuery(filter, sort, AT_MOST))
                : List.of();
    }

    private static String hash(String secret) {
        try {
            return TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
