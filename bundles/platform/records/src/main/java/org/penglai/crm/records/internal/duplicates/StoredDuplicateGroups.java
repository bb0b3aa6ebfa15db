package org.penglai.crm.records.internal.duplicates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.DuplicateGroups;
import org.penglai.crm.records.spi.StoredType;

/** Groups as the job has left them, as far as the caller sees their records and they are still there. */
@Component
public final class StoredDuplicateGroups implements DuplicateGroups {
    /** So many groups are looked at for a page; of those out of sight the caller gets nothing, but a cursor. */
    private static final int LOOKED_AT = 100;

    /** More of one group nobody looks through at once; the others turn up when these are settled. */
    private static final int MOST_MEMBERS = 100;

    private final QueryPlanner planner;
    private final SnapshotReader reader;
    private final Database database;
    private final Transactions transactions;

    /** @param migrated only there when the tables are */
    @Activate
    public StoredDuplicateGroups(
            @Reference QueryPlanner planner,
            @Reference SnapshotReader reader,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.planner = planner;
        this.reader = reader;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Page list(Caller caller, String typeName, String after, int limit) {
        StoredType type = type(caller, typeName);
        int[] at = position(after);
        List<Found> found = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        String next = after;
        do {
            long[] from = {at == null ? Integer.MAX_VALUE : at[0], next.isEmpty() ? 0 : Ends.id(next)};
            found = groupsBehind(typeName, from);
            for (Found one : found) {
                next = Ends.of(one);
                at = new int[] {one.score()};
                Group group = group(caller, type, one);
                if (group != null) {
                    groups.add(group);
                }
                if (groups.size() == limit) {
                    return new Page(groups, next, searchedAt(typeName));
                }
            }
        } while (found.size() == LOOKED_AT);
        return new Page(groups, null, searchedAt(typeName));
    }

    private StoredType type(Caller caller, String name) {
        StoredType type = planner.readable(caller, name);
        if (!type.has(Trait.DUPLICATES)) {
            throw new NotFound(
                    "noDuplicates", Localized.of("这类记录没有查重。", "Records of this type are not checked for duplicates."));
        }
        return type;
    }

    private static int[] position(String after) {
        return after.isEmpty() ? null : new int[] {Ends.score(after)};
    }

    /** @param from score and group of the last one seen */
    private List<Found> groupsBehind(String type, long[] from) {
        return database.read(sql -> {
            Condition behind = GroupTables.SCORE
                    .lt((int) from[0])
                    .or(GroupTables.SCORE.eq((int) from[0]).and(GroupTables.GROUP.gt(from[1])));
            Map<Long, Integer> groups = new LinkedHashMap<>();
            sql.selectDistinct(GroupTables.SCORE, GroupTables.GROUP)
                    .from(GroupTables.GROUPS)
                    .where(GroupTables.TYPE.eq(type))
                    .and(behind)
                    .orderBy(GroupTables.SCORE.desc(), GroupTables.GROUP)
                    .limit(LOOKED_AT)
                    .forEach(row -> groups.put(row.value2(), row.value1()));
            Map<Long, Map<Long, Localized>> members = new LinkedHashMap<>();
            if (!groups.isEmpty()) {
                sql.select(GroupTables.GROUP, GroupTables.RECORD, GroupTables.REASONS_ZH, GroupTables.REASONS_EN)
                        .from(GroupTables.GROUPS)
                        .where(GroupTables.TYPE.eq(type))
                        .and(GroupTables.GROUP.in(groups.keySet()))
                        .orderBy(GroupTables.RECORD)
                        .forEach(row -> members.computeIfAbsent(row.value1(), any -> new LinkedHashMap<>())
                                .put(row.value2(), Localized.of(row.value3(), row.value4())));
            }
            return groups.entrySet().stream()
                    .map(group ->
                            new Found(group.getKey(), group.getValue(), members.getOrDefault(group.getKey(), Map.of())))
                    .toList();
        });
    }

    /** Null unless the caller sees two of its records. */
    private Group group(Caller caller, StoredType type, Found found) {
        String filter = found.members().keySet().stream()
                .limit(MOST_MEMBERS)
                .map(RecordId::format)
                .collect(Collectors.joining(",", "id=in=(", ")"));
        List<RecordSnapshot> seen = reader.list(caller, type.name(), new RecordQuery(filter, "", MOST_MEMBERS));
        if (seen.size() < 2) {
            return null;
        }
        Map<Long, String> owners = owners(caller, seen);
        return new Group(
                found.id(),
                found.score(),
                seen.stream()
                        .sorted(Comparator.comparingLong(RecordSnapshot::id))
                        .map(record -> member(type, record, owners, found))
                        .toList());
    }

    private static Member member(StoredType type, RecordSnapshot record, Map<Long, String> owners, Found found) {
        Long owner = record.reference(SystemFields.OWNER);
        return new Member(
                record.id(),
                record.text(type.titleField()),
                owner == null ? null : owners.get(owner),
                record.get(SystemFields.UPDATED_AT, Instant.class),
                found.members().get(record.id()));
    }

    private Map<Long, String> owners(Caller caller, List<RecordSnapshot> records) {
        Set<Long> ids = new LinkedHashSet<>();
        records.forEach(record -> {
            Long owner = record.reference(SystemFields.OWNER);
            if (owner != null) {
                ids.add(owner);
            }
        });
        return ids.isEmpty()
                ? Map.of()
                : database.read(sql -> planner.titles()
                        .fetch(sql, caller, Map.of(StoredSystemFields.USERS, ids))
                        .get(StoredSystemFields.USERS));
    }

    private Instant searchedAt(String type) {
        LocalDateTime at = database.read(sql -> sql.select(GroupTables.FINISHED_AT)
                .from(GroupTables.SEARCHES)
                .where(GroupTables.TYPE.eq(type))
                .fetchOne(GroupTables.FINISHED_AT));
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    @Override
    public void distinct(Caller caller, String typeName, Set<Long> records) {
        StoredType type = type(caller, typeName);
        if (!caller.may(typeName + ":update")) {
            throw new Forbidden("missingPermission", Localized.of("没有权限。", "You may not do that."));
        }
        records.forEach(id -> planner.requireRecord(caller, type, id));
        List<Long> sorted = records.stream().sorted().toList();
        LocalDateTime now = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            for (int one = 0; one < sorted.size(); one++) {
                for (int other = one + 1; other < sorted.size(); other++) {
                    say(sql, typeName, sorted.get(one), sorted.get(other), now, caller.userId());
                }
            }
            sql.deleteFrom(GroupTables.GROUPS)
                    .where(GroupTables.TYPE.eq(typeName))
                    .and(GroupTables.RECORD.in(sorted))
                    .execute();
            return null;
        });
    }

    private static void say(DSLContext sql, String type, long one, long other, LocalDateTime now, long user) {
        Condition pair = GroupTables.TYPE.eq(type).and(GroupTables.ONE.eq(one)).and(GroupTables.OTHER.eq(other));
        if (!sql.fetchExists(GroupTables.DISTINCT, pair)) {
            sql.insertInto(
                            GroupTables.DISTINCT,
                            GroupTables.TYPE,
                            GroupTables.ONE,
                            GroupTables.OTHER,
                            GroupTables.SAID_AT,
                            GroupTables.SAID_BY)
                    .values(type, one, other, now, user)
                    .execute();
        }
    }

    private record Found(long id, int score, Map<Long, Localized> members) {}

    /** The end of a page in text form. */
    private static final class Ends {
        private static final String BETWEEN = "-";

        static String of(Found last) {
            return last.score() + BETWEEN + RecordId.format(last.id());
        }

        static int score(String end) {
            return Integer.parseInt(parts(end)[0]);
        }

        static long id(String end) {
            return Ids.parse(parts(end)[1]);
        }

        private static String[] parts(String end) {
            if (!end.matches("[0-9]{1,3}-[0-9A-Z]{13}")) {
                throw new Malformed(
                        "badCursor",
                        Localized.of("参数 cursor 无法识别。", "Parameter cursor cannot be read."),
                        Violation.of("cursor", "badCursor", "无法识别。", "Cannot be read."));
            }
            return end.split(BETWEEN);
        }
    }
}
