package org.penglai.crm.work.internal;

import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryAccess;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.internal.rights.SharedRecords;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.UserRights;
import org.penglai.crm.work.internal.notice.StoredNotices;
import org.penglai.crm.work.internal.notice.StoredNotifications;
import org.penglai.crm.work.internal.record.ActivityType;
import org.penglai.crm.work.internal.record.AppointmentGrants;
import org.penglai.crm.work.internal.record.AppointmentType;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.internal.reminder.ReminderPlanning;
import org.penglai.crm.work.internal.watch.WatchNotices;
import org.penglai.crm.work.spi.Notifications;

/** The record kernel with users, activities, tasks and appointments on a fresh database, wired without a container. */
public final class WorkKernel implements AutoCloseable, LiveUpdates {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    public final TestDatabase database;
    public final Records records;
    public final KernelWrites writes;
    public final TypeRegistry types;
    public final StoredNotices notices;
    public final Notifications notifications;
    public final Access access;
    /** What the roles of users say; nobody is limited unless set. */
    public volatile DataRights rights = UserRights::unlimited;

    public final List<LiveUpdate> told = new ArrayList<>();
    /** What planning of reminders takes for now; the real time unless set. */
    public volatile Instant planningTime;

    public WorkKernel(TestDatabase.Kind kind) {
        database = kind.migrated("events", "records", "security", "work");
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        database.unit("security");
        database.unit("work");
        types.unitCame("security", "security");
        types.unitCame("work", "work");
        types.add("users", new UsersType().definition(), 1, "1.0.0");
        types.add("activities", new ActivityType().definition(), 1, "1.0.0");
        types.add("tasks", new TaskType().definition(), 1, "1.0.0");
        types.add("appointments", new AppointmentType().definition(), 1, "1.0.0");
        if (!types.problems("crm").isEmpty()) {
            throw new IllegalStateException(String.join("; ", types.problems("crm")));
        }
        DataRights current = user -> rights.of(user);
        FieldRights fields = new FieldRights(current);
        RowRights rows = new RowRights(
                        types,
                        current,
                        new SharedRecords(database.database(), database.dataSource(), Clock.systemUTC()))
                .with(new AppointmentGrants());
        QueryPlanner planner = new QueryPlanner(types, database.database(), rows, fields);
        access = new QueryAccess(planner, fields, current, database.database());
        SnapshotReader reader = new SnapshotReader(planner, database.database());
        TableJournal journal = new TableJournal(database.transactions(), database.ids(), database.dataSource());
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
        records = new RecordsService(reader, writes, types, database.gates());
        Readers readers = new Readers(types, () -> access);
        notices = StoredNotices.with(database.transactions(), database.ids(), this, readers, Clock.systemUTC());
        notifications = StoredNotifications.with(database.database(), database.transactions(), this, Clock.systemUTC());
        bind(writes, "notices", notices);
        bind(
                journal,
                "listeners",
                List.of(
                        ReminderPlanning.with(() -> records, new PlanningClock()),
                        new WatchNotices(types, () -> records, notices, readers)));
    }

    /** What the container does for a dynamic reference. */
    private static void bind(Object component, String field, Object service) {
        try {
            Field reference = component.getClass().getDeclaredField(field);
            reference.setAccessible(true);
            reference.set(component, service);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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
    public synchronized void publish(LiveUpdate update) {
        told.add(update);
    }

    @Override
    public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        database.close();
    }

    private final class PlanningClock extends Clock {
        @Override
        public Instant instant() {
            return planningTime == null ? Instant.now() : planningTime;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
