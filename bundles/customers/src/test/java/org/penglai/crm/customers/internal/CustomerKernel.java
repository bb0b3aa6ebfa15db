package org.penglai.crm.customers.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.penglai.crm.api.demo.Demo;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.SealedValues;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.events.internal.audit.TableAuditLog;
import org.penglai.crm.events.spi.AuditLog;
import org.penglai.crm.exchange.internal.demo.ModuleDemo;
import org.penglai.crm.exchange.internal.exports.ExportConfiguration;
import org.penglai.crm.exchange.internal.exports.ExportService;
import org.penglai.crm.exchange.internal.imports.ImportHandler;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestFolders;
import org.penglai.crm.records.internal.duplicates.DuplicateJob;
import org.penglai.crm.records.internal.duplicates.NameKeys;
import org.penglai.crm.records.internal.query.QueryAccess;
import org.penglai.crm.records.internal.query.QueryEngine;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.query.filter.FilterValues;
import org.penglai.crm.records.internal.sealing.AuditedReveals;
import org.penglai.crm.records.internal.sealing.Sealing;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.CellReader;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.SpokenChinese;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.records.spi.DuplicateGroups;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.Reveals;
import org.penglai.crm.records.spi.SealingStatus;
import org.penglai.crm.vault.internal.MasterKeys;
import org.penglai.crm.vault.internal.TableFieldKeys;
import org.penglai.crm.vault.internal.TablePersonKeys;

/** The record kernel, the importer and both types on a fresh database, wired without a container. */
final class CustomerKernel implements AutoCloseable {

    final MovingClock clock = new MovingClock();
    final TestDatabase database;
    final TableFieldKeys keys;
    final TablePersonKeys persons;
    final TypeRegistry types;
    final QueryPlanner planner;
    private final SnapshotReader reader;
    private final TableJournal journal;
    private final KernelWrites writes;
    private final ImportHandler imports;
    private final Records records;
    private final ModuleDemo demo;
    private final ExportService exports;

    CustomerKernel(TestDatabase.Kind kind) {
        database = kind.migrated("vault", "events", "records", "exchange", "customers");
        MasterKeys master = new MasterKeys(
                database.database(),
                database.transactions(),
                TestFolders.untilTheEnd("customer-keys").resolve("vault.key"));
        keys = new TableFieldKeys(database.database(), database.transactions(), master, clock);
        persons = new TablePersonKeys(database.database(), database.transactions(), master);
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), keys);
        types.start();
        types.add("customers", new CustomerType().definition(), 1, "1.0.0");
        types.add("contacts", new ContactType().definition(), 1, "1.0.0");
        types.add("customerRelations", new CustomerRelationType().definition(), 1, "1.0.0");
        types.add("addresses", new AddressType().definition(), 1, "1.0.0");
        types.add("invoiceTitles", new InvoiceTitleType().definition(), 1, "1.0.0");
        types.add("revisitPlans", new RevisitPlanType().definition(), 1, "1.0.0");
        database.unit(CustomerType.UNIT);
        types.unitCame(CustomerType.UNIT, CustomerType.UNIT);
        FieldValues values = new FieldValues(new NationalRegions());
        planner = new QueryPlanner(
                types, database.database(), FilterValues.plain(), new NationalRegions(), Clock.systemUTC());
        reader = new SnapshotReader(planner, database.database());
        journal = new TableJournal(database.transactions(), database.ids(), database.dataSource());
        writes = new KernelWrites(
                types,
                values,
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                journal,
                database.dataSource());
        writes.personalCame(new SealedValues(persons));
        records = new RecordsService(reader, writes, types, database.gates());
        imports = new ImportHandler(
                types,
                new CellReader(values),
                writes,
                records,
                QueryAccess.unlimited(planner, database.database()),
                database.gates(),
                database.database(),
                database.transactions());
        exports = new ExportService(
                types,
                QueryAccess.unlimited(planner, database.database()),
                new QueryEngine(planner, database.database()),
                new CellReader(values),
                database.database(),
                journal,
                configuration());
        demo = new ModuleDemo(types, records, database.database(), database.transactions(), database.dataSource());
        demo.offer(new CustomerDemo());
    }

    /** Seals what is not sealed with the newest keys. */
    Sealing sealing() {
        return sealing(database.transactions());
    }

    Sealing sealing(Transactions transactions) {
        return new Sealing(types, keys, database.database(), transactions);
    }

    /** How far the values of a sensitive field are sealed. */
    SealingStatus.Field sealed(String name) {
        return sealing().fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Every row of every table. */
    String dump() {
        List<String> tables = database.kind() == TestDatabase.Kind.DERBY
                ? names("select tablename from sys.systables where tabletype = 'T'")
                : names("select tablename from pg_tables where schemaname = 'public'");
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            String quoted = '"' + table + '"';
            database.database()
                    .read(sql -> sql.fetch("select * from " + quoted))
                    .forEach(row -> all.append(row.intoList()).append('\n'));
        }
        return all.toString();
    }

    private List<String> names(String query) {
        return database.database().read(sql -> new ArrayList<>(sql.fetch(query).getValues(0, String.class)));
    }

    Merges merges() {
        return writes;
    }

    /** Searches a whole type for records that are alike. */
    Map<String, Object> searchDuplicates(String type) throws InterruptedException {
        NameKeys names = new NameKeys(new NationalRegions(), new SpokenChinese());
        return new DuplicateJob(
                        types, reader, database.database(), database.transactions(), names, database.dataSource())
                .run(new FileImport(new byte[0], Map.of(DuplicateGroups.TYPE, type)));
    }

    Reveals reveals() {
        return new AuditedReveals(planner, database.database(), journal);
    }

    /** A record as somebody sees it. */
    String seen(Caller caller, RecordSnapshot record) {
        return new String(
                new QueryEngine(planner, database.database())
                        .read(caller, record.type(), record.id())
                        .body(),
                StandardCharsets.UTF_8);
    }

    /** What the audit tells of a record, in clear where that can be. */
    String history(RecordSnapshot record) {
        TableAuditLog log = new TableAuditLog(database.database(), database.dataSource());
        log.personalCame(new SealedValues(persons));
        return log.list(new AuditLog.Filter(record.type(), record.id(), null, null, null, null), 0, 50).stream()
                .map(row -> row.entry().operation() + " " + row.entry().changes())
                .collect(Collectors.joining("\n"));
    }

    /** The sample data of this bundle. */
    Demo demo() {
        return demo;
    }

    List<RecordSnapshot> apply(RecordChange... changes) {
        return records.apply(Caller.system(), List.of(changes));
    }

    /** A customer that brings no number gets one here: there is no numbering without the container. */
    RecordSnapshot create(String type, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        if (type.equals(CustomerType.TYPE)) {
            all.putIfAbsent("customerNo", "T-" + database.ids().next());
        }
        return apply(new RecordChange.Create(type, all)).get(0);
    }

    RecordSnapshot update(RecordSnapshot record, Map<String, Object> values) {
        return apply(new RecordChange.Update(record.type(), record.id(), null, values))
                .get(0);
    }

    RecordSnapshot act(RecordSnapshot record, String action, Map<String, Object> arguments) {
        return writes.act(Caller.system(), record.type(), record.id(), action, null, arguments);
    }

    RecordSnapshot now(RecordSnapshot record) {
        return records.find(Caller.system(), record.type(), record.id()).orElseThrow();
    }

    Records records() {
        return records;
    }

    /** There are no users here whom a reference could name. */
    void ownedBy(RecordSnapshot customer, long user) {
        set(customer, "owner_id", user);
    }

    /** As the platform does when a real follow-up is logged. */
    void followedUp(RecordSnapshot customer, Instant at) {
        set(customer, "last_follow_up_at", LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    private void set(RecordSnapshot customer, String column, Object value) {
        database.transactions().run(transaction -> transaction
                .sql()
                .execute("update crm_customer set " + column + " = ? where id = ?", value, customer.id()));
    }

    /** Runs an import job to its end. */
    Map<String, Object> run(JobContext job) throws Exception {
        return imports.run(job);
    }

    /** Exports as somebody with all rights. */
    byte[] export(RecordExport.Request request) throws IOException {
        return export(Caller.system(), request);
    }

    byte[] export(Caller caller, RecordExport.Request request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.prepare(caller, request).writeTo(out);
        return out.toByteArray();
    }

    /** What the audit says was exported. */
    List<String> exported() {
        return database.database().read(sql -> sql.select(DSL.field("changes", String.class))
                .from("crm_audit")
                .where(DSL.field("operation", String.class).eq("exported"))
                .fetch(0, String.class));
    }

    private ExportConfiguration configuration() {
        return new ExportConfiguration() {
            @Override
            public long limit() {
                return 2_000;
            }

            @Override
            public int atOnce() {
                return 2;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ExportConfiguration.class;
            }
        };
    }

    List<RecordSnapshot> list(String type, String filter, int limit) {
        return records.list(Caller.system(), type, new RecordQuery(filter, "id", limit));
    }

    @Override
    public void close() {
        database.close();
    }
}
