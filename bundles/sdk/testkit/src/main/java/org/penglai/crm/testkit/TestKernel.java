package org.penglai.crm.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.SealedValues;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestFolders;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.query.TotalsEngine;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.vault.internal.MasterKeys;
import org.penglai.crm.vault.internal.TableFieldKeys;
import org.penglai.crm.vault.internal.TablePersonKeys;

/**
 * The record kernel with the types of one or more capabilities on a fresh database, without a container: validation,
 * hooks, actions, audit and sealing as on a server. Everything is done by the platform itself unless a caller is named.
 *
 * <pre>
 * try (TestKernel kernel = TestKernel.on(TestDatabase.Kind.DERBY, new VisitType())) {
 *     RecordSnapshot visit = kernel.create("acmeVisits", Map.of("subject", "..."));
 * </pre>
 *
 * Records of types that a reference leads to are checked only if those types are there: a capability whose records refer
 * to customers brings a small type of that name, or the bundle that has it, in scope test. For one thread.
 */
public final class TestKernel implements AutoCloseable {
    private static final Caller PLATFORM = Caller.system();

    private final TestDatabase database;
    private final KernelWrites writes;
    private final Records records;
    private final RecordTotals totals;
    private final TypeRegistry types;
    private final Path keyFile;

    private TestKernel(TestDatabase.Kind kind, List<RecordDefinition> definitions, Clock clock) {
        List<String> units =
                definitions.stream().map(RecordDefinition::unit).distinct().toList();
        database = kind.migrated(Stream.concat(Stream.of("vault", "events", "records"), units.stream())
                .toArray(String[]::new));
        keyFile = TestFolders.untilTheEnd("penglai-testkit").resolve("vault.key");
        MasterKeys master = new MasterKeys(database.database(), database.transactions(), keyFile);
        types = new TypeRegistry(
                database.database(),
                database.transactions(),
                database.gates(),
                new TableFieldKeys(database.database(), database.transactions(), master, Clock.systemUTC()));
        types.start();
        definitions.forEach(
                definition -> types.add(definition.type(), definition, units.indexOf(definition.unit()), "1.0.0"));
        for (String unit : units) {
            database.unit(unit);
            types.unitCame(unit, unit);
        }
        QueryPlanner planner = new QueryPlanner(types, database.database());
        SnapshotReader reader = new SnapshotReader(planner, database.database());
        totals = new TotalsEngine(planner, database.database());
        writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                new TableJournal(database.transactions(), database.ids(), database.dataSource()),
                clock);
        writes.personalCame(
                new SealedValues(new TablePersonKeys(database.database(), database.transactions(), master)));
        AtomicInteger last = new AtomicInteger();
        writes.numbersFrom((type, pattern, column, now, count) -> numbers(type, last, count));
        records = new RecordsService(reader, writes, types, database.gates());
    }

    /** Starts with these types; the scripts of each type's unit are on the class path, and so is its persistence.xml. */
    public static TestKernel on(TestDatabase.Kind kind, RecordType... types) {
        return on(kind, Clock.systemUTC(), types);
    }

    /** The same with a clock that can be moved: every write takes its time from there. */
    public static TestKernel on(TestDatabase.Kind kind, Clock clock, RecordType... types) {
        return new TestKernel(kind, Stream.of(types).map(RecordType::definition).toList(), clock);
    }

    /** There are no patterns here: every number is the type and a count. */
    private static List<String> numbers(StoredType type, AtomicInteger last, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> type.name() + "-" + last.incrementAndGet())
                .toList();
    }

    /** The kernel as a capability sees it. */
    public Records records() {
        return records;
    }

    /** Counts and sums as a capability reads them. */
    public RecordTotals totals() {
        return totals;
    }

    /** The types as the platform knows them. */
    public Types types() {
        return types;
    }

    /** The database below, for looking past the kernel. */
    public TestDatabase database() {
        return database;
    }

    /** Where the key of what is encrypted lies, for others who seal something in the same database. */
    public Path keyFile() {
        return keyFile;
    }

    /** @throws org.penglai.crm.api.error.CrmException if a value or a rule is against it */
    public RecordSnapshot create(String type, Map<String, Object> values) {
        return apply(new RecordChange.Create(type, values)).get(0);
    }

    /** Changes the record whatever its version is. */
    public RecordSnapshot update(RecordSnapshot record, Map<String, Object> values) {
        return apply(new RecordChange.Update(record.type(), record.id(), null, values))
                .get(0);
    }

    /** Into the recycle bin. */
    public void delete(RecordSnapshot record) {
        apply(new RecordChange.Delete(record.type(), record.id(), null));
    }

    /** Out of the recycle bin. */
    public RecordSnapshot restore(RecordSnapshot record) {
        return writes.restore(PLATFORM, record.type(), record.id());
    }

    /** Runs an action of the record. */
    public RecordSnapshot act(RecordSnapshot record, String action, Map<String, Object> arguments) {
        return writes.act(PLATFORM, record.type(), record.id(), action, null, arguments);
    }

    /** Runs an action of the record as somebody else than the platform; nobody's rights are limited here. */
    public RecordSnapshot act(Caller caller, RecordSnapshot record, String action, Map<String, Object> arguments) {
        return writes.act(caller, record.type(), record.id(), action, null, arguments);
    }

    /** All in one transaction. */
    public List<RecordSnapshot> apply(RecordChange... changes) {
        return records.apply(PLATFORM, List.of(changes));
    }

    /** The record as it is now; empty if it lies in the recycle bin. */
    public Optional<RecordSnapshot> now(RecordSnapshot record) {
        return records.find(PLATFORM, record.type(), record.id());
    }

    /** @param filter as in the interface, e.g. {@code status==open}; empty for all */
    public List<RecordSnapshot> list(String type, String filter, int limit) {
        return records.list(PLATFORM, type, new RecordQuery(filter, "id", limit));
    }

    @Override
    public void close() {
        database.close();
        try {
            Files.deleteIfExists(keyFile);
            Files.deleteIfExists(keyFile.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
