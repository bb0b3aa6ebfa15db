package org.penglai.crm.identity.internal.people;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps users here in line with what providers outside say of them, through the record kernel: with its rules, audit and
 * outbox. A person is known by the provider's subject alone; a name or an address that is the same proves nothing, so a
 * user who is here already is linked only where an operator allowed it.
 */
@Component(service = ExternalPeople.class)
public final class ExternalPeople {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalPeople.class);
    private static final String USERS = "users";
    private static final String STATUS = "status";
    private static final String ACTIVE = "active";
    private static final String ROLES = "roles";

    private final Database database;
    private final Transactions transactions;
    private final Records records;
    private final Clock clock;

    /** @param migrated only there when the table is */
    @Activate
    public ExternalPeople(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Records records,
            @Reference(target = "(osgi.jndi.service.name=crm-identity)") DataSource migrated) {
        this(database, transactions, records, Clock.systemUTC());
    }

    private ExternalPeople(Database database, Transactions transactions, Records records, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /** Without a container. */
    public static ExternalPeople with(Database database, Transactions transactions, Records records, Clock clock) {
        return new ExternalPeople(database, transactions, records, clock);
    }

    /**
     * What becomes of people who are not here yet.
     *
     * @param create whether they are made
     * @param adopt whether a user of the same sign-in name, who is linked to nobody, is taken to be the person
     */
    public record Admission(boolean create, boolean adopt) {}

    /**
     * The user here for somebody whom the provider has recognised, made or brought in line with what it says.
     *
     * @return empty if the person may not come in
     */
    public OptionalLong admit(ExternalPerson person, Admission admission) {
        Optional<Long> linked = linked(person.provider(), person.subject());
        Optional<RecordSnapshot> user =
                linked.isPresent() ? records.find(Caller.system(), USERS, linked.get()) : byName(person.username());
        try {
            if (user.isPresent()) {
                return update(person, user.get(), linked.isPresent(), admission);
            }
            if (!admission.create()) {
                return OptionalLong.empty();
            }
            Map<String, Object> values = values(person, Map.of());
            values.put("username", person.username());
            values.putIfAbsent("name", person.username());
            List<RecordSnapshot> made = records.apply(Caller.system(), List.of(new RecordChange.Create(USERS, values)));
            link(person, made.get(0).id());
            return OptionalLong.of(made.get(0).id());
        } catch (CrmException refused) {
            LOG.warn("{} of {} is not let in: {}", person.subject(), person.provider(), refused.getMessage());
            return OptionalLong.empty();
        }
    }

    /** Users linked to the provider, by subject. */
    public Map<String, Long> linked(String provider) {
        return database.read(sql -> sql.select(ExternalTables.SUBJECT, ExternalTables.USER)
                .from(ExternalTables.PEOPLE)
                .where(ExternalTables.PROVIDER.eq(provider))
                .fetchMap(ExternalTables.SUBJECT, ExternalTables.USER));
    }

    /** Disables a user who is gone outside; one who is the last administrator stays, which is logged. */
    public void disable(long userId, String provider) {
        Optional<RecordSnapshot> user = records.find(Caller.system(), USERS, userId);
        if (user.isEmpty() || !ACTIVE.equals(user.get().text(STATUS))) {
            return;
        }
        try {
            records.apply(
                    Caller.system(), List.of(new RecordChange.Update(USERS, userId, null, Map.of(STATUS, "disabled"))));
            LOG.info("User {} is gone from {} and is disabled", user.get().text("username"), provider);
        } catch (CrmException refused) {
            LOG.warn("User {} is gone from {} and stays: {}", userId, provider, refused.getMessage());
        }
    }

    private OptionalLong update(ExternalPerson person, RecordSnapshot user, boolean linked, Admission admission) {
        if (!linked && (!admission.adopt() || isTaken(person.provider(), user.id()))) {
            LOG.warn(
                    "{} of {} is not let in: there is another user {}",
                    person.subject(),
                    person.provider(),
                    person.username());
            return OptionalLong.empty();
        }
        if (!ACTIVE.equals(user.text(STATUS))) {
            return OptionalLong.empty();
        }
        Map<String, Object> changes = values(person, user.values());
        if (!changes.isEmpty()) {
            records.apply(Caller.system(), List.of(new RecordChange.Update(USERS, user.id(), null, changes)));
        }
        link(person, user.id());
        return OptionalLong.of(user.id());
    }

    /** What differs from what is known. */
    private Map<String, Object> values(ExternalPerson person, Map<String, Object> known) {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, known, "name", person.name());
        put(values, known, "email", person.email());
        put(values, known, "phone", person.phone());
        if (person.department() != null) {
            id("departments", "name", person.department())
                    .ifPresentOrElse(
                            id -> put(values, known, "department", id),
                            () -> LOG.warn("There is no department {} for {}", person.department(), person.username()));
        }
        if (person.roles() != null) {
            List<Long> wanted = new ArrayList<>();
            person.roles().stream().sorted().forEach(code -> id(ROLES, "code", code)
                    .ifPresentOrElse(
                            wanted::add, () -> LOG.warn("There is no role {} for {}", code, person.username())));
            Set<Long> held = known.get(ROLES) instanceof List<?> links
                    ? links.stream().map(link -> ((RecordLink) link).id()).collect(Collectors.toSet())
                    : Set.of();
            if (!held.equals(Set.copyOf(wanted))) {
                values.put(
                        ROLES,
                        wanted.stream().map(id -> new RecordLink(ROLES, id)).toList());
            }
        }
        return values;
    }

    private static void put(Map<String, Object> values, Map<String, Object> known, String field, Object value) {
        if (value != null && !Objects.equals(known.get(field), value)) {
            values.put(field, value);
        }
    }

    private Optional<Long> id(String type, String field, String value) {
        return records.list(Caller.system(), type, new RecordQuery(field + "=in=" + quoted(value), "", 1)).stream()
                .map(RecordSnapshot::id)
                .findFirst();
    }

    private Optional<RecordSnapshot> byName(String username) {
        return records.list(Caller.system(), USERS, new RecordQuery("username=in=" + quoted(username), "", 1)).stream()
                .findFirst();
    }

    /** As the only one of a list in a filter: equal to itself, where an asterisk after == stands for anything. */
    private static String quoted(String value) {
        return "(\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
    }

    private Optional<Long> linked(String provider, String subject) {
        return database.read(sql -> sql.select(ExternalTables.USER)
                .from(ExternalTables.PEOPLE)
                .where(ExternalTables.PROVIDER.eq(provider))
                .and(ExternalTables.SUBJECT.eq(subject))
                .fetchOptional(ExternalTables.USER));
    }

    private boolean isTaken(String provider, long userId) {
        return database.read(sql -> sql.fetchExists(sql.selectOne()
                .from(ExternalTables.PEOPLE)
                .where(ExternalTables.PROVIDER.eq(provider))
                .and(ExternalTables.USER.eq(userId))));
    }

    private void link(ExternalPerson person, long userId) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            int seen = sql.update(ExternalTables.PEOPLE)
                    .set(ExternalTables.SEEN_AT, now)
                    .where(ExternalTables.PROVIDER.eq(person.provider()))
                    .and(ExternalTables.SUBJECT.eq(person.subject()))
                    .execute();
            if (seen == 0) {
                sql.insertInto(ExternalTables.PEOPLE)
                        .set(ExternalTables.PROVIDER, person.provider())
                        .set(ExternalTables.SUBJECT, person.subject())
                        .set(ExternalTables.USER, userId)
                        .set(ExternalTables.LINKED_AT, now)
                        .set(ExternalTables.SEEN_AT, now)
                        .execute();
            }
            return null;
        });
    }
}
