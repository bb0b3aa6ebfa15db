package org.penglai.crm.customization.internal;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customization.internal.field.CustomField;
import org.penglai.crm.customization.internal.field.CustomFieldsType;
import org.penglai.crm.customization.internal.field.FieldWork;
import org.penglai.crm.customization.internal.layout.FormLayout;
import org.penglai.crm.customization.internal.layout.FormLayoutsType;
import org.penglai.crm.customization.internal.number.NumberRule;
import org.penglai.crm.customization.internal.number.NumberRulesType;
import org.penglai.crm.customization.internal.option.PicklistOption;
import org.penglai.crm.customization.internal.option.PicklistOptionsType;
import org.penglai.crm.customization.internal.rule.RuleGuard;
import org.penglai.crm.customization.internal.rule.ValidationRule;
import org.penglai.crm.customization.internal.rule.ValidationRulesType;
import org.penglai.crm.customization.internal.unique.UniqueRule;
import org.penglai.crm.customization.internal.unique.UniqueRuleWork;
import org.penglai.crm.customization.internal.unique.UniqueRulesType;
import org.penglai.crm.events.internal.ListenedJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.custom.FoldedColumns;
import org.penglai.crm.records.internal.custom.SideTableColumns;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotFilters;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.write.KernelOnClock;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.RecordFilters;
import org.penglai.crm.records.spi.StoredField;

/** The kernel with one module's type and the customization of types, wired without a container. */
final class Office {
    private static final Map<TestDatabase.Kind, Office> OPEN = new EnumMap<>(TestDatabase.Kind.class);
    private static final List<String> TABLES = List.of(
            "t_firm",
            "crm_custom_field",
            "crm_picklist_option",
            "crm_validation_rule",
            "crm_number_rule",
            "crm_form_layout",
            "crm_unique_rule",
            "crm_record_choice",
            "crm_recycle");

    final Caller admin = caller("*");
    final List<LiveUpdate> told = new CopyOnWriteArrayList<>();
    final TestDatabase database;
    private final CustomizedTypes customized;
    final TypeRegistry types;
    final KernelWrites writes;
    final Records records;
    final FieldWork work;
    final UniqueRuleWork uniqueRules;
    /** Whether fields are prepared by those who create them; otherwise only by rounds. */
    volatile boolean prompt = true;

    static synchronized Office on(TestDatabase.Kind kind) {
        Office office = OPEN.computeIfAbsent(kind, Office::new);
        office.reset();
        return office;
    }

    final FoldedColumns folded = new FoldedColumns();

    private Office(TestDatabase.Kind kind) {
        database = kind.migrated("events", "records", "customization", "firms");
        customized = new CustomizedTypes(database.database(), updates(), database.dataSource());
        types = registry(customized);
        SnapshotReader reader = new SnapshotReader(new QueryPlanner(types, database.database()), database.database());
        QueryPlanner planner = new QueryPlanner(types, database.database());
        RecordFilters filters = SnapshotFilters.with(planner, reader);
        add(
                "customization",
                new CustomFieldsType(() -> types).definition(),
                CustomField.class,
                PicklistOption.class,
                ValidationRule.class,
                NumberRule.class,
                FormLayout.class,
                UniqueRule.class);
        types.add("rules", ValidationRulesType.with(() -> types, () -> filters).definition(), 1, "1.0.0");
        types.add("numbers", new NumberRulesType(() -> types).definition(), 1, "1.0.0");
        types.add("unique", new UniqueRulesType(() -> types).definition(), 1, "1.0.0");
        types.add("layouts", new FormLayoutsType(() -> types).definition(), 1, "1.0.0");
        types.add("options", new PicklistOptionsType(() -> types).definition(), 1, "1.0.0");
        add("firms", Firm.definition(), Firm.class);
        CustomColumns columns = new SideTableColumns(database.transactions(), database.dataSource(), folded);
        FieldWork[] late = new FieldWork[1];
        DefinitionListener listener = new DefinitionListener(types);
        writes = KernelOnClock.writes(
                database,
                types,
                reader,
                ListenedJournal.on(database, (transaction, entries) -> {
                    if (prompt) {
                        late[0].appended(transaction, entries);
                    }
                    listener.appended(transaction, entries);
                }),
                List.of(new RuleGuard(customized, filters)),
                Clock.systemUTC());
        KernelOnClock.number(writes);
        KernelOnClock.unique(writes, customized, folded);
        records = new RecordsService(reader, writes, types, database.gates());
        uniqueRules = new UniqueRuleWork(types, columns, database.database(), database.dataSource());
        work = late[0] = new FieldWork(types, columns, database.database(), records, database.dataSource());
    }

    private TypeRegistry registry(CustomizedTypes overlay) {
        TypeRegistry registry =
                new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        registry.start();
        registry.overlayCame(overlay);
        return registry;
    }

    /** The types as another node on the same database knows them. */
    TypeRegistry otherNode() {
        return registry(new CustomizedTypes(database.database(), updates(), database.dataSource()));
    }

    private void add(String unit, RecordDefinition definition, Class<?>... entities) {
        database.unit(unit, entities);
        types.unitCame(unit, unit);
        types.add(definition.type(), definition, 1, "1.0.0");
        if (types.registered(definition.type()).isEmpty()) {
            throw new IllegalStateException(types.problems(definition.module()).toString());
        }
    }

    private void reset() {
        prompt = true;
        database.transactions().run(transaction -> {
            TABLES.forEach(name ->
                    transaction.sql().deleteFrom(table(unquotedName(name))).execute());
            return null;
        });
        types.refresh();
        told.clear();
    }

    private LiveUpdates updates() {
        return new LiveUpdates() {
            @Override
            public void publish(LiveUpdate update) {
                told.add(update);
            }

            @Override
            public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    static Caller caller(String... permissions) {
        return new Caller(7, "li", "李", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of(permissions));
    }

    RecordSnapshot create(String type, Map<String, Object> values) {
        return records.apply(admin, List.of(new RecordChange.Create(type, values)))
                .get(0);
    }

    RecordSnapshot field(String name, String kind, Object... more) {
        Map<String, Object> values = map(more);
        values.putAll(Map.of("type", Firm.TYPE, "name", name, "labelZh", "中" + name, "labelEn", name, "kind", kind));
        return create(CustomFieldsType.TYPE, values);
    }

    RecordSnapshot option(String field, String code, String zh, Object... more) {
        Map<String, Object> values = map(more);
        values.putAll(Map.of("type", Firm.TYPE, "field", field, "code", code, "labelZh", zh, "labelEn", code));
        return create(PicklistOptionsType.TYPE, values);
    }

    RecordSnapshot firm(Object... values) {
        Map<String, Object> all = map(values);
        all.putIfAbsent("name", "云启科技");
        return create(Firm.TYPE, all);
    }

    RecordSnapshot update(RecordSnapshot record, Object... values) {
        return records.apply(admin, List.of(new RecordChange.Update(record.type(), record.id(), null, map(values))))
                .get(0);
    }

    void delete(RecordSnapshot record) {
        records.apply(admin, List.of(new RecordChange.Delete(record.type(), record.id(), null)));
    }

    RecordSnapshot act(RecordSnapshot record, String action) {
        return writes.act(admin, record.type(), record.id(), action, null, Map.of());
    }

    RecordSnapshot read(RecordSnapshot record) {
        return records.find(admin, record.type(), record.id()).orElseThrow();
    }

    int numberOfFirms() {
        return records.list(admin, Firm.TYPE, new RecordQuery("", "", 100)).size();
    }

    /** Names of the indexes on a table, in small letters. */
    List<String> indexes(String table) {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.raw().getConnection()) {
            String stored =
                    connection.getMetaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            try (ResultSet rows =
                    connection.getMetaData().getIndexInfo(null, connection.getSchema(), stored, false, true)) {
                while (rows.next()) {
                    names.add(String.valueOf(rows.getString("INDEX_NAME")).toLowerCase(Locale.ROOT));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    /** Names of a table's columns, in small letters. */
    List<String> columns(String table) {
        return database.database()
                .read(sql -> sql.select(asterisk())
                        .from(table(unquotedName(table)))
                        .limit(0)
                        .fetch())
                .fieldStream()
                .map(column -> column.getName().toLowerCase(Locale.ROOT))
                .toList();
    }

    boolean isThere(RecordSnapshot record) {
        return records.find(admin, record.type(), record.id()).isPresent();
    }

    /** Those that everybody sees. */
    List<String> customFields() {
        return types.get(Firm.TYPE).fields().values().stream()
                .filter(StoredField::custom)
                .map(StoredField::name)
                .toList();
    }

    List<String> codes(String field) {
        return types.get(Firm.TYPE).field(field).orElseThrow().options().stream()
                .map(option -> option.code() + (option.retired() ? " retired" : ""))
                .toList();
    }

    /** A round of the work, when all that has just been changed is long known. */
    void later() {
        work.run(Instant.now().plus(Duration.ofMinutes(1)));
    }

    /** Place and code of each objection. */
    static List<String> refusal(Runnable action) {
        try {
            action.run();
        } catch (CrmException refused) {
            List<String> told = new ArrayList<>();
            refused.violations().forEach(each -> told.add((each.field() + " " + each.code()).strip()));
            return told.isEmpty() ? List.of(refused.code()) : told;
        }
        return List.of();
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }
}
