package org.penglai.crm.records.internal.write;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.RecycledRecords;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.RecycleBins;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** What lies in the recycle bin, and its end: by hand, or when it has lain there long enough. */
@Component(service = {RecycleBins.class, PeriodicWork.class})
public final class StoredRecycleBin implements RecycleBins, PeriodicWork {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 50;
    private static final String DELETE = "delete";

    private final Types types;
    private final QueryPlanner planner;
    private final Database database;
    private final Transactions transactions;
    private final Gates gates;
    private final Journal journal;
    private final RecycledRecords records;
    private final RecycleRows rows = new RecycleRows();
    private final Purging purging;

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<MergePart> parts = List.of();

    /** @param migrated proof that the tables are there */
    @Activate
    public StoredRecycleBin(
            @Reference Types types,
            @Reference QueryPlanner planner,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Gates gates,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.types = types;
        this.planner = planner;
        this.database = database;
        this.transactions = transactions;
        this.gates = gates;
        this.journal = journal;
        this.records = new RecycledRecords(planner);
        this.purging = new Purging(types, () -> parts);
    }

    @Override
    public List<Kind> types(Caller caller) {
        return database.read(sql -> {
            List<Kind> kinds = new ArrayList<>();
            for (StoredType type : types.list()) {
                int count = caller.may(type.name() + ":" + DELETE) ? records.count(sql, caller, type) : 0;
                if (count > 0) {
                    kinds.add(new Kind(type.name(), type.plural(), count));
                }
            }
            return kinds;
        });
    }

    @Override
    public List<Deleted> list(Caller caller, String typeName, String q, Long before, int limit) {
        StoredType type = types.get(typeName);
        requireRight(caller, type);
        return database.read(sql -> {
            List<RecycledRecords.Row> found = records.list(sql, caller, type, q.strip(), before, limit);
            Map<Long, Map<String, Integer>> along = rows.along(
                    sql, found.stream().map(RecycledRecords.Row::batch).toList());
            Map<String, Map<Long, String>> titles = titles(sql, caller, typeName, found);
            return found.stream()
                    .map(row -> deleted(caller, typeName, row, along.getOrDefault(row.batch(), Map.of()), titles))
                    .toList();
        });
    }

    private Map<String, Map<Long, String>> titles(
            DSLContext sql, Caller caller, String type, List<RecycledRecords.Row> found) {
        Set<Long> ids = found.stream().map(RecycledRecords.Row::id).collect(Collectors.toSet());
        Set<Long> users = found.stream().map(RecycledRecords.Row::by).collect(Collectors.toSet());
        if (type.equals(StoredSystemFields.USERS)) {
            users.addAll(ids);
            return planner.titles().fetch(sql, caller, Map.of(type, users));
        }
        return planner.titles().fetch(sql, caller, Map.of(type, ids, StoredSystemFields.USERS, users));
    }

    private Deleted deleted(
            Caller caller,
            String type,
            RecycledRecords.Row row,
            Map<String, Integer> along,
            Map<String, Map<Long, String>> titles) {
        Instant at = row.at().toInstant(ZoneOffset.UTC);
        List<Kind> kinds = along.entrySet().stream()
                .filter(one -> caller.may(one.getKey() + ":read"))
                .map(one -> types.find(one.getKey())
                        .map(each -> new Kind(each.name(), each.plural(), one.getValue()))
                        .orElse(null))
                .filter(kind -> kind != null)
                .toList();
        return new Deleted(
                row.id(),
                row.batch(),
                titles.getOrDefault(type, Map.of()).get(row.id()),
                at,
                row.by(),
                titles.getOrDefault(StoredSystemFields.USERS, Map.of()).get(row.by()),
                at.plus(KEPT),
                kinds,
                types.isWritable(type),
                caller.may(PURGE));
    }

    private static void requireRight(Caller caller, StoredType type) {
        String permission = type.name() + ":" + DELETE;
        if (!caller.may(permission)) {
            throw Failures.forbidden(permission);
        }
    }

    @Override
    public void purge(Caller caller, String typeName, long id) {
        StoredType type = types.get(typeName);
        requireRight(caller, type);
        if (!caller.may(PURGE)) {
            throw Failures.forbidden(PURGE);
        }
        if (!planner.within(caller, type, DELETE, List.of(id)).contains(id)) {
            throw Failures.noRecord();
        }
        Map<String, List<Long>> batch = database.read(sql -> rows.batchOf(sql, typeName, id));
        if (batch.isEmpty()) {
            throw Failures.noRecord();
        }
        purge(batch, caller.userId());
    }

    private void purge(Map<String, List<Long>> batch, long user) {
        Set<String> units = new HashSet<>();
        batch.keySet().forEach(name -> types.find(name).ifPresent(type -> units.addAll(types.units(name))));
        try (Gates.Permit permit = gates.enter(units, PATIENCE)) {
            transactions.run(transaction -> {
                journal.append(transaction, purging.purge(transaction.sql(), batch, user));
                return null;
            });
        }
    }

    @Override
    public String name() {
        return "records.recycleBin";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    /** Users stay: what they have done names them. */
    @Override
    public void run(Instant now) throws InterruptedException {
        LocalDateTime oldest = LocalDateTime.ofInstant(now.minus(KEPT), ZoneOffset.UTC);
        List<Long> old = oldest(oldest);
        while (!old.isEmpty()) {
            for (long batch : old) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(name());
                }
                try {
                    purge(
                            database.read(sql -> rows.batch(sql, batch)),
                            Caller.system().userId());
                } catch (Unavailable moduleIsBusy) {
                    // The next round comes in an hour.
                    return;
                }
            }
            old = oldest(oldest);
        }
    }

    private List<Long> oldest(LocalDateTime before) {
        return database.read(sql -> rows.before(sql, before, StoredSystemFields.USERS, AT_ONCE));
    }
}
