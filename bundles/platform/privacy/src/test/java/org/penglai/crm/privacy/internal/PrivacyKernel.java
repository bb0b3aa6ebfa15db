package org.penglai.crm.privacy.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.SealedValues;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestFolders;
import org.penglai.crm.privacy.internal.consent.ConsentType;
import org.penglai.crm.privacy.internal.consent.SuppressionType;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.vault.internal.MasterKeys;
import org.penglai.crm.vault.internal.TableFieldKeys;
import org.penglai.crm.vault.internal.TablePersonKeys;
import org.penglai.crm.work.internal.record.TaskType;

/** The record kernel with users, consents and suppressed addresses on a fresh database, wired without a container. */
public final class PrivacyKernel implements AutoCloseable {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    public final TestDatabase database;
    public final Records records;
    public final KernelWrites writes;
    public final TypeRegistry types;
    public final TableJournal journal;
    public final TablePersonKeys personKeys;

    public PrivacyKernel(TestDatabase.Kind kind) {
        this(kind, TestFolders.untilTheEnd("privacy-keys").resolve("vault.key"));
    }

    /** @param keyFile of another kernel, for what was sealed there */
    public PrivacyKernel(TestDatabase.Kind kind, Path keyFile) {
        database =
                kind.migrated("vault", "events", "records", "security", "jobs", "files", "work", "guests", "privacy");
        MasterKeys master = new MasterKeys(database.database(), database.transactions(), keyFile);
        personKeys = new TablePersonKeys(database.database(), database.transactions(), master);
        TableFieldKeys fieldKeys =
                new TableFieldKeys(database.database(), database.transactions(), master, Clock.systemUTC());
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), fieldKeys);
        types.start();
        database.unit("security");
        database.unit("privacy");
        database.unit("work");
        database.unit("guests", RecordEntity.class, Guest.class);
        types.unitCame("security", "security");
        types.unitCame("privacy", "privacy");
        types.unitCame("work", "work");
        types.unitCame("guests", "guests");
        types.add("users", new UsersType().definition(), 1, "1.0.0");
        types.add("tasks", new TaskType().definition(), 1, "1.0.0");
        types.add("guests", Guest.definition(), 1, "1.0.0");
        types.add("consents", new ConsentType().definition(), 1, "1.0.0");
        types.add("suppressions", new SuppressionType().definition(), 1, "1.0.0");
        if (!types.problems("crm").isEmpty()) {
            throw new IllegalStateException(String.join("; ", types.problems("crm")));
        }
        SnapshotReader reader = new SnapshotReader(new QueryPlanner(types, database.database()), database.database());
        journal = new TableJournal(database.transactions(), database.ids(), database.dataSource());
        writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                journal,
                database.dataSource());
        writes.personalCame(new SealedValues(personKeys));
        records = new RecordsService(reader, writes, types, database.gates());
    }

    /** A new user who may do everything with records. */
    public Caller user(String name, ZoneId zone) {
        RecordSnapshot user = records.apply(
                        Caller.system(),
                        List.of(new RecordChange.Create(
                                "users", Map.of("username", name, "name", name, "zone", zone.getId()))))
                .get(0);
        return new Caller(user.id(), name, name, Locale.SIMPLIFIED_CHINESE, zone, Set.of("*:*"));
    }

    public RecordSnapshot create(Caller caller, String type, Object... namesAndValues) {
        return records.apply(caller, List.of(new RecordChange.Create(type, values(namesAndValues))))
                .get(0);
    }

    public RecordSnapshot update(Caller caller, RecordSnapshot record, Object... namesAndValues) {
        return records.apply(
                        caller,
                        List.of(new RecordChange.Update(record.type(), record.id(), null, values(namesAndValues))))
                .get(0);
    }

    public RecordSnapshot act(Caller caller, RecordSnapshot record, String action) {
        return writes.act(caller, record.type(), record.id(), action, null, Map.of());
    }

    public List<RecordSnapshot> list(String type, String filter) {
        return records.list(Caller.system(), type, new RecordQuery(filter, "id", 100));
    }

    public static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    @Override
    public void close() {
        database.close();
    }
}
