package org.penglai.crm.records.internal.duplicates;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.spi.DuplicateGroups;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Searches a whole type for records that are alike. The database says which share a key or a telling value; only those are
 * compared. Values that many share tell nothing and are passed over. A run replaces what the one before has found.
 */
@Component
public final class DuplicateJob implements JobHandler {
    /** More records with the same value are no doubles but a common value. */
    private static final int MOST_ALIKE = 20;

    private static final int READ_AT_ONCE = 250;
    private static final int LEAST_SCORE = 60;
    private static final Field<Long> ID = DSL.field(unquotedName("id"), SQLDataType.BIGINT);

    private final Types types;
    private final SnapshotReader reader;
    private final Database database;
    private final Transactions transactions;
    private final NameKeys keys;

    /** @param migrated only there when the tables are */
    @Activate
    public DuplicateJob(
            @Reference Types types,
            @Reference SnapshotReader reader,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference NameKeys keys,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.types = types;
        this.reader = reader;
        this.database = database;
        this.transactions = transactions;
        this.keys = keys;
    }

    @Override
    public String kind() {
        return DuplicateGroups.JOB;
    }

    @Override
    public Map<String, Object> run(JobContext context) throws InterruptedException {
        StoredType type = types.get(String.valueOf(context.parameters().get(DuplicateGroups.TYPE)));
        List<Set<Long>> alike = database.read(sql -> alike(sql, type));
        Set<List<Long>> distinct = database.read(sql -> distinct(sql, type));
        Clusters clusters = new Clusters();
        Map<Long, RecordSnapshot> records = new HashMap<>();
        Set<List<Long>> compared = new HashSet<>();
        int done = 0;
        for (int from = 0; from < alike.size(); from += READ_AT_ONCE / 2) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the platform is going down");
            }
            if (context.isCancelled()) {
                return Map.of("groups", 0, "records", 0);
            }
            List<Set<Long>> some = alike.subList(from, Math.min(alike.size(), from + READ_AT_ONCE / 2));
            records.clear();
            read(type, some, records);
            some.forEach(ids -> compare(type, ids, records, distinct, compared, clusters));
            done += some.size();
            context.progress(done, alike.size());
        }
        Map<Long, Integer> scores = clusters.scores();
        transactions.run(transaction -> {
            write(transaction.sql(), type, clusters, scores);
            return null;
        });
        return Map.of("groups", scores.size(), "records", clusters.members().size());
    }

    /** Records that share something, each set by what it shares. */
    private List<Set<Long>> alike(DSLContext sql, StoredType type) {
        List<Set<Long>> sets = new ArrayList<>();
        var shared = DSL.select(KeyTable.KIND.as("k"), KeyTable.VALUE.as("v"))
                .from(KeyTable.TABLE)
                .where(KeyTable.TYPE.eq(type.name()))
                .groupBy(KeyTable.KIND, KeyTable.VALUE)
                .having(count().between(2).and(MOST_ALIKE))
                .asTable("s");
        Map<List<String>, Set<Long>> byKey = new LinkedHashMap<>();
        sql.select(KeyTable.KIND, KeyTable.VALUE, KeyTable.RECORD)
                .from(KeyTable.TABLE)
                .join(shared)
                .on(KeyTable.KIND.eq(DSL.field(unquotedName("s", "k"), String.class)))
                .and(KeyTable.VALUE.eq(DSL.field(unquotedName("s", "v"), String.class)))
                .where(KeyTable.TYPE.eq(type.name()))
                .forEach(row -> byKey.computeIfAbsent(List.of(row.value1(), row.value2()), any -> new LinkedHashSet<>())
                        .add(row.value3()));
        sets.addAll(byKey.values());
        telling(type).forEach(field -> sets.addAll(sharing(sql, type, field)));
        return sets;
    }

    private static Collection<Set<Long>> sharing(DSLContext sql, StoredType type, StoredField field) {
        Field<String> stored = DSL.field(unquotedName(field.column()), SQLDataType.VARCHAR);
        // Sealed values are equal when what they begin with is.
        Field<String> column = field.sealed() ? SealedColumns.beginning(stored) : stored;
        Condition kept = field.sealed() ? SealedColumns.isSealed(stored) : stored.isNotNull();
        var table = DSL.table(unquotedName(type.table()));
        var live = DSL.field(unquotedName("deleted_at")).isNull();
        Field<String> value = DSL.field(unquotedName("v"), SQLDataType.VARCHAR);
        var all = DSL.select(column.as(value), ID).from(table).where(kept).and(live);
        var shared = DSL.select(value)
                .from(all.asTable(unquotedName("s")))
                .groupBy(value)
                .having(count().between(2).and(MOST_ALIKE));
        Map<String, Set<Long>> byValue = new LinkedHashMap<>();
        sql.select(value, ID)
                .from(all.asTable(unquotedName("a")))
                .where(value.in(shared))
                .forEach(row -> byValue.computeIfAbsent(row.value1(), any -> new LinkedHashSet<>())
                        .add(row.value2()));
        return byValue.values();
    }

    private static List<StoredField> telling(StoredType type) {
        return type.fields().values().stream()
                .filter(field -> !field.system()
                        && !field.custom()
                        && field.column() != null
                        && DuplicateSearch.TELLING.contains(field.kind()))
                .toList();
    }

    private void read(StoredType type, List<Set<Long>> sets, Map<Long, RecordSnapshot> records) {
        List<Long> ids = sets.stream().flatMap(Set::stream).distinct().toList();
        for (int from = 0; from < ids.size(); from += READ_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE));
            String filter = some.stream().map(RecordId::format).collect(Collectors.joining(",", "id=in=(", ")"));
            reader.list(Caller.system(), type.name(), new RecordQuery(filter, "", some.size()))
                    .forEach(record -> records.put(record.id(), record));
        }
    }

    private void compare(
            StoredType type,
            Set<Long> ids,
            Map<Long, RecordSnapshot> records,
            Set<List<Long>> distinct,
            Set<List<Long>> compared,
            Clusters clusters) {
        List<Long> sorted = ids.stream().filter(records::containsKey).sorted().toList();
        for (int first = 0; first < sorted.size(); first++) {
            RecordSnapshot record = records.get(sorted.get(first));
            Wanted wanted = null;
            for (int second = first + 1; second < sorted.size(); second++) {
                List<Long> pair = List.of(sorted.get(first), sorted.get(second));
                if (distinct.contains(pair) || !compared.add(pair)) {
                    continue;
                }
                wanted = wanted == null ? wanted(type, record) : wanted;
                List<Wanted.Alike> alike = wanted.compare(records.get(pair.get(1)), keys);
                int score = Wanted.score(alike);
                if (score >= LEAST_SCORE) {
                    clusters.add(
                            pair.get(0),
                            pair.get(1),
                            score,
                            alike.stream().map(Wanted.Alike::label).toList());
                }
            }
        }
    }

    private static Wanted wanted(StoredType type, RecordSnapshot record) {
        Map<StoredField, Object> telling = new LinkedHashMap<>();
        for (StoredField field : telling(type)) {
            Object value = record.values().get(field.name());
            if (value != null) {
                telling.put(field, value);
            }
        }
        return new Wanted(type, record.text(type.titleField()), telling);
    }

    private static Set<List<Long>> distinct(DSLContext sql, StoredType type) {
        return new HashSet<>(sql.select(GroupTables.ONE, GroupTables.OTHER)
                .from(GroupTables.DISTINCT)
                .where(GroupTables.TYPE.eq(type.name()))
                .fetch(row -> List.of(row.value1(), row.value2())));
    }

    private static void write(DSLContext sql, StoredType type, Clusters clusters, Map<Long, Integer> scores) {
        sql.deleteFrom(GroupTables.GROUPS)
                .where(GroupTables.TYPE.eq(type.name()))
                .execute();
        if (!clusters.members().isEmpty()) {
            BatchBindStep insert = sql.batch(sql.insertInto(
                            GroupTables.GROUPS,
                            GroupTables.TYPE,
                            GroupTables.RECORD,
                            GroupTables.GROUP,
                            GroupTables.SCORE,
                            GroupTables.REASONS_ZH,
                            GroupTables.REASONS_EN)
                    .values((String) null, null, null, null, null, null));
            for (Map.Entry<Long, Clusters.Member> each : clusters.members().entrySet()) {
                long group = clusters.root(each.getKey());
                Clusters.Member member = each.getValue();
                insert = insert.bind(type.name(), each.getKey(), group, scores.get(group), member.zh(), member.en());
            }
            insert.execute();
        }
        sql.deleteFrom(GroupTables.SEARCHES)
                .where(GroupTables.TYPE.eq(type.name()))
                .execute();
        sql.insertInto(GroupTables.SEARCHES, GroupTables.TYPE, GroupTables.FINISHED_AT, GroupTables.FOUND)
                .values(type.name(), LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC), scores.size())
                .execute();
    }
}
