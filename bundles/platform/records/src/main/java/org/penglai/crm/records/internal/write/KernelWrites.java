package org.penglai.crm.records.internal.write;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.custom.FoldedColumns;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.undo.UndoRows;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.spi.Edit;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.NoticeSink;
import org.penglai.crm.records.spi.NumberSource;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.UniqueKeys;
import org.penglai.crm.records.spi.WriteGuard;

/** The write path. Rules run before the transaction opens, and nothing in it leaves the process. */
@Component(service = {RecordWrites.class, Merges.class})
public final class KernelWrites implements RecordWrites, Merges {
    private static final Duration RULE_LIMIT = Duration.ofSeconds(5);

    private final Kernel kernel;
    private final RecycleBin recycleBin;
    private final IdempotentCreation idempotent;
    private final Merging merging;
    private final Unmerging unmerging;
    private final MergePreviews previews;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile NumberSource numbers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile NoticeSink notices;

    /** Null where nothing is sealed. */
    private volatile PersonalValues personal;

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<WriteGuard> guards = List.of();

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<UniqueKeys> uniqueKeys = List.of();

    @Reference
    volatile FoldedColumns folded = new FoldedColumns();

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<MergePart> mergeParts = List.of();

    /** @param migrated proof that the tables of the kernel are there */
    @Activate
    public KernelWrites(
            @Reference TypeRegistry types,
            @Reference FieldValues values,
            @Reference TitleKeys titles,
            @Reference SnapshotReader reader,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Journal journal,
            @Reference Bulkheads bulkheads,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(
                types,
                values,
                titles,
                reader.forRules(),
                reader.rights(),
                database,
                transactions,
                ids,
                journal,
                bulkheads,
                Clock.systemUTC());
    }

    /** Wired without a container. */
    public KernelWrites(
            TypeRegistry types,
            FieldValues values,
            TitleKeys titles,
            SnapshotReader reader,
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            DataSource migrated) {
        this(types, values, titles, reader, database, transactions, ids, journal, Clock.systemUTC());
    }

    /** Wired without a container, with a clock that may be moved. */
    public KernelWrites(
            TypeRegistry types,
            FieldValues values,
            TitleKeys titles,
            SnapshotReader reader,
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            Clock clock) {
        this(
                types,
                values,
                titles,
                reader.forRules(),
                reader.rights(),
                database,
                transactions,
                ids,
                journal,
                Bulkheads.alone(RULE_LIMIT),
                clock);
    }

    /** Where nobody has rights of his own. */
    KernelWrites(
            TypeRegistry types,
            FieldValues values,
            TitleKeys titles,
            RecordReader reader,
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            Duration ruleLimit,
            Clock clock) {
        this(
                types,
                values,
                titles,
                reader,
                RecordRights.UNLIMITED,
                database,
                transactions,
                ids,
                journal,
                Bulkheads.alone(ruleLimit),
                clock);
    }

    KernelWrites(
            TypeRegistry types,
            FieldValues values,
            TitleKeys titles,
            RecordReader reader,
            RecordRights rights,
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            Bulkheads bulkheads,
            Clock clock) {
        EntityClasses entities = new EntityClasses();
        RecycleRows recycled = new RecycleRows();
        ChangesJson json = new ChangesJson(() -> personal);
        ModuleThreads threads = new ModuleThreads(bulkheads);
        WriteTools tools = new WriteTools(
                new ReferenceCheck(types),
                new KeyCheck(() -> uniqueKeys, (table, column) -> folded.has(table, column)),
                new LabelRows(),
                new CustomRows(),
                new WriteGuards(() -> guards),
                new EntityWriter(entities, titles),
                new Deletion(types, ids, recycled, json, rights),
                json,
                journal,
                new UndoRows(ids),
                () -> notices);
        kernel = new Kernel(
                types,
                new ChangeValues(values, entities),
                new SnapshotLoader(),
                database,
                transactions,
                ids,
                reader,
                rights,
                threads,
                () -> numbers,
                tools,
                clock);
        recycleBin = new RecycleBin(kernel, recycled);
        idempotent = new IdempotentCreation(kernel);
        merging = new Merging(kernel, () -> mergeParts);
        unmerging = new Unmerging(kernel, recycleBin, () -> mergeParts);
        previews = new MergePreviews(kernel);
    }

    /** Without it nothing is sealed in what is told of changes. */
    @Reference
    public void personalCame(PersonalValues values) {
        personal = values;
    }

    /** Gives numbers where there is no container that binds a source. */
    public void numbersFrom(NumberSource source) {
        numbers = source;
    }

    @Override
    public List<RecordSnapshot> apply(Caller caller, List<RecordChange> list) {
        List<RecordChange> changes = LocalKeys.of(list, kernel.ids()).in(list);
        Map<Integer, RecordSnapshot> written = kernel.atomically(
                caller,
                planning -> {
                    planning.prefetch(changes);
                    IntStream.range(0, changes.size()).forEach(place -> planning.add(place, changes.get(place)));
                },
                transaction -> {});
        List<RecordSnapshot> results = new ArrayList<>();
        IntStream.range(0, changes.size()).forEach(place -> results.add(written.get(place)));
        return results;
    }

    @Override
    public List<Result> applyEach(Caller caller, List<RecordChange> changes) {
        return applyEach(caller, changes, null, null);
    }

    @Override
    public List<Result> applyEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
        return applyEach(caller, changes, inside, null);
    }

    @Override
    public List<Result> applyEach(
            Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside, Long ledger) {
        List<RecordChange> resolved = LocalKeys.of(changes, kernel.ids()).in(changes);
        return each(caller, new ChangeSteps(resolved, false), ledger, inside);
    }

    @Override
    public List<Result> undoEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
        return each(caller, new ChangeSteps(changes, true), null, inside);
    }

    private List<Result> each(Caller caller, EachChange.Steps steps, Long ledger, Consumer<List<Result>> inside) {
        Consumer<EachChange.Written> told =
                inside == null ? null : written -> inside.accept(written.results(steps.size()));
        return new EachChange(kernel, caller, steps, ledger, told).run().results(steps.size());
    }

    @Override
    public List<Edited> editEach(
            Caller caller, String type, List<Long> ids, Edit edit, Long ledger, Consumer<List<Edited>> inside) {
        EachChange.Steps steps = new EditSteps(type, ids, edit);
        return edited(
                ids,
                new EachChange(kernel, caller, steps, ledger, written -> inside.accept(edited(ids, written))).run());
    }

    private static List<Edited> edited(List<Long> ids, EachChange.Written written) {
        return IntStream.range(0, ids.size())
                .mapToObj(place -> new Edited(
                        ids.get(place),
                        written.changed().contains(place),
                        written.failures().get(place)))
                .toList();
    }

    @Override
    public Once createOnce(Caller caller, RecordChange.Create change, String key, String bodyHash) {
        return idempotent.create(caller, change, key, bodyHash);
    }

    @Override
    public RecordSnapshot act(
            Caller caller, String type, long id, String action, Long expectedVersion, Map<String, Object> arguments) {
        return kernel.atomically(
                        caller,
                        planning -> planning.act(0, type, id, action, expectedVersion, arguments),
                        transaction -> {})
                .get(0);
    }

    @Override
    public RecordSnapshot restore(Caller caller, String type, long id) {
        return recycleBin.restore(caller, type, id);
    }

    @Override
    public Merged merge(
            Caller caller, String type, long kept, Long expectedVersion, List<Long> others, Map<String, Long> from) {
        return merging.merge(caller, type, kept, expectedVersion, others, from);
    }

    @Override
    public Undone undo(Caller caller, String type, long kept, long merge) {
        return unmerging.undo(caller, type, kept, merge);
    }

    @Override
    public Preview preview(Caller caller, String type, long kept, List<Long> others) {
        return previews.of(caller, type, kept, others);
    }

    @Override
    public List<Past> merges(Caller caller, String type, long kept) {
        return unmerging.merges(caller, type, kept);
    }

    @Override
    public OptionalLong mergedInto(String type, long id) {
        return unmerging.mergedInto(type, id);
    }

    @Override
    public List<Result> rehearse(Caller caller, List<RecordChange> changes) {
        List<RecordChange> resolved = LocalKeys.of(changes, kernel.ids()).in(changes);
        return new Rehearsal(kernel, caller, new ChangeSteps(resolved, false)).run();
    }

    @Override
    public List<List<String>> uniqueKeys(StoredType type) {
        return kernel.tools().keys().keys(type);
    }

    @Override
    public List<Violation> check(Caller caller, RecordChange change) {
        return new DryCheck(kernel).check(caller, change);
    }
}
