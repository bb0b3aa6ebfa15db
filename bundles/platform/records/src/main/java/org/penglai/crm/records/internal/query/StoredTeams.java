package org.penglai.crm.records.internal.query;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.rights.SharedRecords;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.RecordTeam;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Teams as rows; who joins or leaves stands in the record's history. */
@Component
public final class StoredTeams implements RecordTeam {
    private static final int LONGEST_ROLE = 100;

    private final Types types;
    private final QueryPlanner planner;
    private final Access access;
    private final SharedRecords shared;
    private final Database database;
    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock = Clock.systemUTC();

    /** @param migrated only there when the tables are */
    @Activate
    public StoredTeams(
            @Reference Types types,
            @Reference QueryPlanner planner,
            @Reference Access access,
            @Reference SharedRecords shared,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.types = types;
        this.planner = planner;
        this.access = access;
        this.shared = shared;
        this.database = database;
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public List<Member> list(Caller caller, String typeName, long id) {
        seen(caller, typeName, id);
        return database.read(sql -> {
            var rows = sql.select(TeamTable.USER, TeamTable.ROLE, TeamTable.WRITABLE)
                    .from(TeamTable.TABLE)
                    .where(of(typeName, id))
                    .orderBy(TeamTable.CREATED_AT, TeamTable.USER)
                    .fetch();
            Set<Long> users = rows.stream().map(row -> row.value1()).collect(Collectors.toSet());
            Map<Long, String> names = planner.titles()
                    .fetch(sql, caller, Map.of(StoredSystemFields.USERS, users))
                    .get(StoredSystemFields.USERS);
            return rows.stream()
                    .map(row -> new Member(row.value1(), names.get(row.value1()), row.value2(), row.value3()))
                    .toList();
        });
    }

    @Override
    public void put(Caller caller, String typeName, long id, long user, String role, boolean writable) {
        if (role != null && role.length() > LONGEST_ROLE) {
            throw new Invalid(Violation.of("role", "tooLong", "最多 100 个字符。", "At most 100 characters."));
        }
        StoredType users = types.get(StoredSystemFields.USERS);
        if (access.within(caller, users, Access.READ, List.of(user)).isEmpty() || !isThere(users, user)) {
            throw new Invalid(Violation.of("user", "missingReference", "没有这个用户。", "There is no such user."));
        }
        change(caller, typeName, id, user, "shared", transaction -> {
            int there = transaction.sql().fetchCount(TeamTable.TABLE, of(typeName, id));
            if (there >= MOST) {
                throw new Invalid(
                        Violation.of("user", "tooMany", "最多 " + MOST + " 名协作人。", "At most " + MOST + " people."));
            }
            transaction
                    .sql()
                    .deleteFrom(TeamTable.TABLE)
                    .where(of(typeName, id))
                    .and(TeamTable.USER.eq(user))
                    .execute();
            transaction
                    .sql()
                    .insertInto(TeamTable.TABLE)
                    .set(TeamTable.TYPE, typeName)
                    .set(TeamTable.RECORD, id)
                    .set(TeamTable.USER, user)
                    .set(TeamTable.ROLE, role)
                    .set(TeamTable.WRITABLE, writable)
                    .set(TeamTable.CREATED_AT, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .set(TeamTable.CREATED_BY, caller.userId())
                    .execute();
        });
    }

    @Override
    public void remove(Caller caller, String typeName, long id, long user) {
        change(caller, typeName, id, user, "unshared", transaction -> transaction
                .sql()
                .deleteFrom(TeamTable.TABLE)
                .where(of(typeName, id))
                .and(TeamTable.USER.eq(user))
                .execute());
    }

    private void change(Caller caller, String typeName, long id, long user, String word, Consumer<Transaction> change) {
        StoredType type = seen(caller, typeName, id);
        if (!access.reaches(caller, type, "update", id)) {
            throw new Forbidden(
                    "outOfReach", Localized.of("您可以查看这条记录，但不能修改。", "You may see this record, but not change it."));
        }
        transactions.run(transaction -> {
            change.accept(transaction);
            journal.append(transaction, List.of(new Journal.Entry(typeName, id, 0, word, caller.userId(), null)));
            transaction.afterCommit(() -> shared.forget(user));
            return null;
        });
    }

    private StoredType seen(Caller caller, String typeName, long id) {
        StoredType type = planner.readable(caller, typeName);
        planner.requireRecord(caller, type, id);
        return type;
    }

    private boolean isThere(StoredType users, long user) {
        try {
            planner.requireRecord(Caller.system(), users, user);
            return true;
        } catch (NotFound none) {
            return false;
        }
    }

    private static Condition of(String type, long id) {
        return TeamTable.TYPE.eq(type).and(TeamTable.RECORD.eq(id));
    }
}
