package org.penglai.crm.records.internal.views;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.RowLocks;
import org.penglai.crm.records.internal.query.SavedQueries;
import org.penglai.crm.records.spi.Views;
import org.penglai.crm.security.spi.Preferences;

/** Views in the database; the default one of each user is a preference, so that shipped views can be it too. */
@Component
public final class StoredViews implements Views {
    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Preferences preferences;
    private final LiveUpdates live;
    private final SavedQueries queries;
    private final Departments departments;
    private final ViewRules rules;
    private final ViewAudit audit;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public StoredViews(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Preferences preferences,
            @Reference LiveUpdates live,
            @Reference SavedQueries queries,
            @Reference Departments departments,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(database, transactions, ids, preferences, live, queries, departments, journal, Clock.systemUTC());
    }

    /** Without a container. */
    StoredViews(
            Database database,
            Transactions transactions,
            Ids ids,
            Preferences preferences,
            LiveUpdates live,
            SavedQueries queries,
            Departments departments,
            Journal journal,
            Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.preferences = preferences;
        this.live = live;
        this.queries = queries;
        this.departments = departments;
        this.rules = new ViewRules(queries);
        this.audit = new ViewAudit(journal);
        this.clock = clock;
    }

    @Override
    public List<View> list(Caller caller, String type) {
        Condition wanted = ViewTable.OWNER.eq(caller.userId()).or(ViewTable.SHARED.isTrue());
        Condition ofType = type.isEmpty() ? DSL.noCondition() : ViewTable.TYPE.eq(type);
        return database.read(sql -> {
            List<StoredView> found = sql
                    .select(StoredView.COLUMNS)
                    .from(ViewTable.TABLE)
                    .where(wanted)
                    .and(ofType)
                    .fetch(StoredView::of)
                    .stream()
                    .filter(view -> caller.may(view.type() + ":read"))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), all -> seen(sql, caller, all)))
                    .stream()
                    .sorted(Comparator.comparing(
                                    (StoredView view) -> view.content().name())
                            .thenComparing(StoredView::id))
                    .toList();
            return views(sql, caller, found);
        });
    }

    @Override
    public View get(Caller caller, long id) {
        return database.read(sql -> views(sql, caller, List.of(visible(sql, caller, id))))
                .get(0);
    }

    @Override
    public View create(Caller caller, String type, Content content) {
        Content clean = clean(content);
        rules.check(caller, type, clean);
        long id = ids.next();
        inTransaction(transaction -> {
            if (count(transaction.sql(), caller) >= VIEWS_AT_MOST) {
                throw new Conflict(
                        "tooManyViews",
                        Localized.of(
                                "每人最多保存 " + VIEWS_AT_MOST + " 个视图。",
                                "A user has at most " + VIEWS_AT_MOST + " views."));
            }
            LocalDateTime now = now();
            Map<Field<?>, Object> row = new LinkedHashMap<>(StoredView.row(clean));
            row.put(ViewTable.ID, id);
            row.put(ViewTable.VERSION, 1L);
            row.put(ViewTable.OWNER, caller.userId());
            row.put(ViewTable.TYPE, type);
            row.put(ViewTable.CREATED_AT, now);
            row.put(ViewTable.UPDATED_AT, now);
            transaction.sql().insertInto(ViewTable.TABLE).set(row).execute();
            audit.changed(caller, id, type, null, clean);
            tell(transaction, caller, type, clean.shared());
        });
        return get(caller, id);
    }

    @Override
    public View update(Caller caller, long id, Long expectedVersion, UnaryOperator<Content> change) {
        inTransaction(transaction -> {
            StoredView before = own(transaction, caller, id, expectedVersion);
            Content content = clean(change.apply(before.content()));
            rules.check(caller, before.type(), content);
            Map<Field<?>, Object> row = new LinkedHashMap<>(StoredView.row(content));
            row.put(ViewTable.VERSION, before.version() + 1);
            row.put(ViewTable.UPDATED_AT, now());
            transaction
                    .sql()
                    .update(ViewTable.TABLE)
                    .set(row)
                    .where(ViewTable.ID.eq(id))
                    .execute();
            audit.changed(caller, id, before.type(), before.content(), content);
            tell(transaction, caller, before.type(), before.content().shared() || content.shared());
        });
        return get(caller, id);
    }

    @Override
    public void delete(Caller caller, long id, Long expectedVersion) {
        inTransaction(transaction -> {
            StoredView before = own(transaction, caller, id, expectedVersion);
            transaction
                    .sql()
                    .deleteFrom(ViewTable.TABLE)
                    .where(ViewTable.ID.eq(id))
                    .execute();
            audit.changed(caller, id, before.type(), before.content(), null);
            tell(transaction, caller, before.type(), before.content().shared());
        });
    }

    @Override
    public View makeDefault(Caller caller, long id, boolean isDefault) {
        View view = get(caller, id);
        if (view.isDefault() != isDefault) {
            if (isDefault) {
                preferences.put(caller, Views.defaultKey(view.type()), quoted(id));
            } else {
                preferences.delete(caller, Views.defaultKey(view.type()));
            }
            live.publish(new LiveUpdate(TOPIC, caller.userId(), view.type()));
        }
        return get(caller, id);
    }

    private List<View> views(DSLContext sql, Caller caller, List<StoredView> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Set<Long> owners = found.stream().map(StoredView::ownerId).collect(Collectors.toSet());
        Map<Long, String> names = queries.users(sql, caller, owners);
        Map<String, String> kept = preferences.all(caller);
        return found.stream()
                .map(view -> new View(
                        view.id(),
                        view.version(),
                        view.type(),
                        view.content(),
                        view.isOf(caller),
                        quoted(view.id()).equals(kept.get(Views.defaultKey(view.type()))),
                        view.ownerId(),
                        names.get(view.ownerId())))
                .toList();
    }

    private StoredView visible(DSLContext sql, Caller caller, long id) {
        return visible(
                sql,
                caller,
                sql.select(StoredView.COLUMNS)
                        .from(ViewTable.TABLE)
                        .where(ViewTable.ID.eq(id))
                        .fetch(StoredView::of));
    }

    private StoredView visible(DSLContext sql, Caller caller, List<StoredView> found) {
        List<StoredView> readable = found.stream()
                .filter(view -> view.isOf(caller) || caller.may(view.type() + ":read"))
                .toList();
        return seen(sql, caller, readable).stream().findFirst().orElseThrow(StoredViews::notFound);
    }

    /** Those that the caller saved, and those that are shared with the caller. */
    private List<StoredView> seen(DSLContext sql, Caller caller, List<StoredView> found) {
        Set<Long> owners = found.stream()
                .filter(view -> !view.isOf(caller) && view.content().audience() == Audience.DEPARTMENT)
                .map(StoredView::ownerId)
                .collect(Collectors.toSet());
        Map<Long, Long> places = departments.of(sql, owners);
        Long own = places.isEmpty()
                ? null
                : departments.of(sql, Set.of(caller.userId())).get(caller.userId());
        Set<Long> mine = own == null ? Set.of() : departments.upwards(sql, own);
        return found.stream()
                .filter(view -> view.isOf(caller)
                        || switch (view.content().audience()) {
                            case ALL -> true;
                            case DEPARTMENT ->
                                places.containsKey(view.ownerId()) && mine.contains(places.get(view.ownerId()));
                            case OWNER -> false;
                        })
                .toList();
    }

    /** The row, locked, if the caller may change it. */
    private StoredView own(Transaction transaction, Caller caller, long id, Long expectedVersion) {
        StoredView view = visible(
                transaction.sql(),
                caller,
                RowLocks.exclusive(
                                transaction
                                        .sql()
                                        .select(StoredView.COLUMNS)
                                        .from(ViewTable.TABLE)
                                        .where(ViewTable.ID.eq(id)),
                                database.dialect())
                        .fetch()
                        .map(StoredView::of));
        if (!view.isOf(caller)) {
            throw new Forbidden(
                    "notOwner", Localized.of("只有视图的创建者可以修改它。", "Only its owner may change a view; save a copy."));
        }
        if (expectedVersion != null && expectedVersion != view.version()) {
            throw new Stale(view.version());
        }
        return view;
    }

    private void inTransaction(java.util.function.Consumer<Transaction> work) {
        try {
            transactions.run(transaction -> {
                work.accept(transaction);
                return null;
            });
        } catch (IntegrityConstraintViolationException duplicate) {
            throw new Conflict(
                    "duplicate",
                    Localized.of("您已有同名的视图。", "You have a view of that name."),
                    List.of(Violation.of("name", "duplicate", "您已有同名的视图。", "You have a view of that name.")));
        }
    }

    private void tell(Transaction transaction, Caller caller, String type, boolean shared) {
        LiveUpdate update = new LiveUpdate(TOPIC, shared ? 0 : caller.userId(), type);
        transaction.afterCommit(() -> live.publish(update));
    }

    private static int count(DSLContext sql, Caller caller) {
        return sql.fetchCount(sql.selectOne().from(ViewTable.TABLE).where(ViewTable.OWNER.eq(caller.userId())));
    }

    private static Content clean(Content content) {
        return new Content(
                content.name().strip(),
                content.filter().strip(),
                content.q().strip(),
                content.sort().strip(),
                content.columns(),
                content.groupBy() == null || content.groupBy().isBlank() ? null : content.groupBy(),
                content.density(),
                content.audience());
    }

    private static String quoted(long id) {
        return '"' + Ids.format(id) + '"';
    }

    private static NotFound notFound() {
        return new NotFound("viewNotFound", Localized.of("视图不存在或未共享。", "There is no such view, or it is not shared."));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
