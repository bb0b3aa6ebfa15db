package org.penglai.crm.records.internal.query;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.filter.FilterCompiler;
import org.penglai.crm.records.internal.query.filter.FilterValues;
import org.penglai.crm.records.internal.query.filter.PathResolver;
import org.penglai.crm.records.internal.query.filter.Predicate;
import org.penglai.crm.records.internal.query.page.Cursor;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.internal.value.PhoneNumbers;
import org.penglai.crm.records.spi.LateReference;
import org.penglai.crm.records.spi.Regions;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TextIndex;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.security.spi.FieldRight;

/** From list parameters to tables, condition and order, by the caller's rights. Safe for any thread. */
@Component(service = QueryPlanner.class)
public class QueryPlanner implements RecordRights {
    private final Types types;
    private final Database database;
    private final Clock clock;
    private final QueryModels models = new QueryModels();
    private final RowRights rows;
    private final FieldRights fields;
    private final PathResolver paths;
    private final FilterCompiler filters;
    private final FilterValues values;
    private final SortOrders orders;
    private final Titles titles;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Regions regions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PeopleTitles people;

    private volatile LateReference<TextIndex> texts;

    @Activate
    public QueryPlanner(
            @Reference Types types,
            @Reference Database database,
            @Reference RowRights rows,
            @Reference FieldRights fields) {
        this(types, database, withPhones(new PhoneNumbers()), null, Clock.systemUTC(), rows, fields);
    }

    /** Where nobody has rights of his own. */
    public QueryPlanner(Types types, Database database) {
        this(types, database, RowRights.unlimited(types), FieldRights.unlimited());
    }

    /**
     * Where nobody has rights of his own.
     *
     * @param fixedRegions divisions where no service brings them; may be null
     */
    public QueryPlanner(Types types, Database database, FilterValues values, Regions fixedRegions, Clock clock) {
        this(types, database, values, fixedRegions, clock, RowRights.unlimited(types), FieldRights.unlimited());
    }

    /** With the rights of a test. */
    QueryPlanner(
            Types types,
            Database database,
            FilterValues values,
            Regions fixedRegions,
            Clock clock,
            RowRights rows,
            FieldRights fields) {
        this.types = types;
        this.rows = rows;
        this.fields = fields;
        this.database = database;
        this.clock = clock;
        this.values = values;
        this.regions = fixedRegions;
        this.paths = new PathResolver(types, fields);
        this.filters = new FilterCompiler(paths, values, regions());
        this.orders = new SortOrders(paths);
        this.titles = new Titles(types, models, this::readRule, () -> people);
    }

    /** Asked for late: what the index is made of waits for lists. */
    @Reference(
            name = "texts",
            service = TextIndex.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "forgetTexts")
    void askTexts(ComponentServiceObjects<TextIndex> service) {
        texts = new LateReference<>(service);
    }

    void forgetTexts(ComponentServiceObjects<TextIndex> service) {
        LateReference<TextIndex> current = texts;
        if (current != null && current.isTo(service)) {
            texts = null;
        }
    }

    /** Null while there is none. */
    private TextIndex textIndex() {
        LateReference<TextIndex> current = texts;
        return current == null ? null : current.get();
    }

    private static FilterValues withPhones(PhoneNumbers phones) {
        FilterValues plain = FilterValues.plain();
        return (kind, text) -> kind == FieldKind.PHONE ? phones.normalize(text) : plain.normalise(kind, text);
    }

    /**
     * The type, if the caller may read it.
     *
     * @throws org.penglai.crm.api.error.NotFound if it is not installed
     * @throws Forbidden without the right
     */
    public StoredType readable(Caller caller, String name) {
        StoredType type = types.get(name);
        if (!caller.may(name + ":read")) {
            throw forbidden(type);
        }
        return type;
    }

    /**
     * The type with the fields that the caller sees: all of them, or those that everybody sees.
     *
     * @throws org.penglai.crm.api.error.NotFound if it is not installed
     * @throws Forbidden if the caller sees nothing of it
     */
    StoredType visible(Caller caller, String name) {
        return seen(caller, name).type();
    }

    /** The same, with the names of the fields that show but a part of their values. */
    public FieldRights.Seen seen(Caller caller, String name) {
        StoredType type = types.get(name);
        return fields.of(caller, type).orElseThrow(() -> forbidden(type));
    }

    /** The records of a type that an operation of the caller reaches. */
    public RowRule rule(Caller caller, StoredType type, String operation) {
        return rows.of(caller, type, operation);
    }

    /** The same as a condition on the type's table under the alias of root tables. */
    public Condition rows(Caller caller, StoredType type) {
        return RowSql.condition(rule(caller, type, RowRights.READ), models.of(type));
    }

    @Override
    public Map<String, FieldRight> withheld(Caller caller, StoredType type) {
        return fields.withheld(caller, type);
    }

    @Override
    public Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids) {
        return within(rule(caller, type, operation), type, ids);
    }

    @Override
    public Set<Long> opened(Caller caller, StoredType type, String operation, Collection<Long> ids) {
        return within(rule(caller, type, operation).opened(), type, ids);
    }

    private Set<Long> within(RowRule rule, StoredType type, Collection<Long> ids) {
        if (rule.all()) {
            return Set.copyOf(ids);
        }
        Set<Long> within = new HashSet<>();
        if (!rule.branches().isEmpty()) {
            QueryModel model = models.of(type);
            Condition condition = RowSql.condition(rule, model);
            database.read(sql -> {
                Chunks.of(ids)
                        .forEach(chunk -> within.addAll(Statements.byIds(sql)
                                .select(model.id())
                                .from(model.table())
                                .where(Statements.among(sql, model.id(), chunk))
                                .and(condition)
                                .fetch(model.id())));
                return null;
            });
        }
        return within;
    }

    /** Those of the records in the caller's sight that show all of the fields that the caller sees of the type. */
    public Set<Long> whole(Caller caller, StoredType type, Collection<Long> ids) {
        return within(rule(caller, type, RowRights.READ).wide(), type, ids);
    }

    /** The type with the fields that a record in the caller's sight shows. */
    public StoredType shown(Caller caller, StoredType type, long id) {
        RowRule rule = rule(caller, type, RowRights.READ);
        if (!rule.narrow() || !within(rule.wide(), type, List.of(id)).isEmpty()) {
            return type;
        }
        QueryModel model = models.of(type).under(rule);
        Map<String, StoredField> fields = new LinkedHashMap<>(type.fields());
        fields.values()
                .removeIf(field -> !model.isOpen(field)
                        && within(rule.showing(field.name()), type, List.of(id)).isEmpty());
        return type.withFields(fields);
    }

    /** The fields of which the caller sees a part at most on that record. */
    public Set<String> maskedOn(Caller caller, StoredType type, long id, Set<String> masked) {
        Set<String> all = new HashSet<>(closed(caller, type));
        if (all.isEmpty() || !cleared(caller, type, List.of(id)).isEmpty()) {
            return masked;
        }
        all.addAll(masked);
        return all;
    }

    /** The sensitive fields of which the caller sees a part at most on records that he does not work on. */
    Set<String> closed(Caller caller, StoredType type) {
        Clearance clearance = clearance(caller);
        return type.fields().values().stream()
                .filter(field -> !clearance.open(field))
                .map(StoredField::name)
                .collect(Collectors.toSet());
    }

    /** Those of the records on which the caller sees the values of sensitive fields whole. */
    Set<Long> cleared(Caller caller, StoredType type, Collection<Long> ids) {
        Clearance clearance = clearance(caller);
        QueryModel model = models.of(type);
        Condition shows = type.fields().values().stream()
                .filter(field -> !clearance.open(field))
                .findFirst()
                .map(field -> clearance.shows(model, field))
                .orElseGet(DSL::noCondition);
        Set<Long> cleared = new HashSet<>();
        database.read(sql -> {
            Chunks.of(ids)
                    .forEach(chunk -> cleared.addAll(sql.select(model.id())
                            .from(model.table())
                            .where(model.id().in(chunk))
                            .and(shows)
                            .fetch(model.id())));
            return null;
        });
        return cleared;
    }

    private static Forbidden forbidden(StoredType type) {
        return new Forbidden(
                "missingPermission",
                Localized.of(
                        "您没有查看" + type.plural().zh() + "的权限。",
                        "You may not read " + type.plural().en() + "."));
    }

    /** Everything but which columns are wanted. */
    QueryPlan plan(Caller caller, String typeName, String filter, String q, String sort) {
        FieldRights.Seen seen = seen(caller, typeName);
        StoredType type = seen.type();
        RowRule rule = rule(caller, type, RowRights.READ);
        if (q.length() > SearchBox.MAX_LENGTH || q.indexOf('\0') >= 0) {
            throw new Malformed(
                    "badSearch",
                    Localized.of("搜索内容过长或含有不允许的字符。", "The search text is too long or no text."),
                    Violation.of("q", "badSearch", "搜索内容无效。", "The search text is invalid."));
        }
        Joins joins = joins(caller, type);
        Predicate predicate = filters.compile(caller, type, filter, clock.instant());
        boolean coarse = q.isBlank() && rule.all() && Coarseness.isCoarse(predicate);
        SearchBox box = new SearchBox(values, database.dialect());
        Condition wanted = joins.root()
                .deletedAt()
                .isNull()
                .and(new PredicateSql(joins, database.dialect()).condition(predicate))
                .and(box.condition(joins, q, seen.masked()));
        boolean scoped = ScopedRows.serves(database.dialect());
        Optional<Condition> few = scoped ? TextLookup.rows(textIndex(), joins, predicate, q, box) : Optional.empty();
        wanted = few.map(wanted::and).orElse(wanted);
        // Where the rows are known, ways to them are of no use.
        boolean known = few.isPresent() || Coarseness.namesRows(predicate);
        boolean merged = scoped && !known;
        Condition condition =
                wanted.and(known ? RowSql.condition(rule, joins.root()) : RowSql.finding(rule, joins.root(), merged));
        ScopedRows scope =
                merged && !rule.all() ? ScopedRows.of(rule, joins.root(), Coarseness.mayBeLookedUp(predicate)) : null;
        boolean whole = rule.all() && filter.isBlank() && q.isBlank();
        return new QueryPlan(
                type, joins, condition, wanted, scope, orders.keys(caller, joins, sort), whole, coarse, seen.masked());
    }

    /** Equal for lists of the same rows. */
    String listing(Caller caller, String typeName, String filter, String q) {
        return Cursor.fingerprint(typeName, filter, q, caller.zone().getId(), Long.toString(caller.userId()));
    }

    /** A filter as understood. */
    Predicate predicate(Caller caller, StoredType type, String filter, Instant now) {
        return filters.compile(caller, type, filter, now);
    }

    StoredType typeOf(String name) {
        return types.get(name);
    }

    /** Records of other types that are out of the caller's sight are as if nothing referred to them. */
    Joins joins(Caller caller, StoredType type) {
        return new Joins(types, models.of(type), each -> rule(caller, each, RowRights.READ), clearance(caller));
    }

    /** Who the caller is, where statements for others would show other values of sensitive fields; null where not. */
    Long clearanceOf(Caller caller, StoredType type) {
        Clearance clearance = clearance(caller);
        return type.fields().values().stream().allMatch(clearance::open) ? null : caller.userId();
    }

    private Clearance clearance(Caller caller) {
        return new Clearance(caller, name -> types.find(name).orElse(null));
    }

    /** Where only the type's own fields are asked for. */
    Joins joins(Caller caller, StoredType type, RowRule rule) {
        return new Joins(types, models.of(type), each -> rule, clearance(caller));
    }

    /** The records that the caller sees. */
    RowRule readRule(Caller caller, StoredType type) {
        return rule(caller, type, RowRights.READ);
    }

    PathResolver paths() {
        return paths;
    }

    public Titles titles() {
        return titles;
    }

    /** How many records match. */
    public long count(Caller caller, String type, String filter, String q) {
        QueryPlan plan = plan(caller, type, filter, q, SystemFields.ID);
        return database.read(sql -> sql.selectCount()
                .from(plan.joins().from())
                .where(plan.condition())
                .fetchSingle(0, long.class));
    }

    /** The next records that match, in the order of their ids. */
    public List<Long> idsBehind(Caller caller, String type, String filter, String q, long after, int limit) {
        QueryPlan plan = plan(caller, type, filter, q, SystemFields.ID);
        Field<Long> id = plan.joins().root().id();
        return database.read(
                sql -> plan.page(plan.joins().from()).fetch(sql, List.of(id), List.of(after), limit).stream()
                        .map(row -> row.get(0, Long.class))
                        .toList());
    }

    /** @throws NotFound unless there is such a record in the caller's sight and it is not deleted */
    public void requireRecord(Caller caller, StoredType type, long id) {
        QueryModel model = models.of(type);
        Condition visible = rows(caller, type);
        boolean there = database.read(sql -> sql.fetchExists(sql.selectOne()
                .from(model.table())
                .where(model.id().eq(id))
                .and(visible)
                .and(model.deletedAt().isNull())));
        if (!there) {
            throw new NotFound("notFound", Localized.of("记录不存在或已删除。", "The record does not exist or was deleted."));
        }
    }

    public Supplier<Regions> regions() {
        return () -> regions;
    }
}
