package org.penglai.crm.records.internal.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** What the records are called that others refer to; deleted ones included, so that history stays readable. */
public final class Titles {
    private static final Localized SYSTEM = Localized.of("系统", "System");

    private final Types types;
    private final QueryModels models;
    private final BiFunction<Caller, StoredType, RowRule> rules;
    private final Supplier<PeopleTitles> people;

    /** @param rules which rows of a type a caller may see
     * @param people gives null where nothing is remembered */
    Titles(
            Types types,
            QueryModels models,
            BiFunction<Caller, StoredType, RowRule> rules,
            Supplier<PeopleTitles> people) {
        this.people = people;
        this.types = types;
        this.models = models;
        this.rules = rules;
    }

    /**
     * The titles of users and departments, which are mostly remembered, for callers who see all of these; whatever else
     * is wanted stays so.
     */
    Map<String, Map<Long, String>> known(Database database, Caller caller, Map<String, Set<Long>> wanted) {
        Map<String, Map<Long, String>> known = new HashMap<>();
        PeopleTitles remembered = people.get();
        if (remembered == null) {
            return known;
        }
        for (Iterator<Map.Entry<String, Set<Long>>> each = wanted.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Set<Long>> next = each.next();
            String target = next.getKey();
            StoredType type = PeopleTitles.remembers(target) && mayRead(caller, target)
                    ? types.find(target).orElse(null)
                    : null;
            if (type != null
                    && type.englishTitle().isEmpty()
                    && rules.apply(caller, type).all()) {
                Map<Long, String> titles = remembered.find(
                        target,
                        next.getValue(),
                        ids -> database.read(sql -> {
                            Map<Long, String> found = new HashMap<>();
                            fetch(sql, caller, type, ids, found);
                            return found;
                        }));
                known.put(target, named(caller, target, titles));
                each.remove();
            }
        }
        return known;
    }

    /** In the reader's language, as far as records have names in two. */
    private static Field<String> title(QueryModel model, Caller caller) {
        Field<String> title = model.column(model.type().title()).coerce(String.class);
        return Localized.isEnglish(caller.locale())
                ? model.type()
                        .englishTitle()
                        .map(field -> DSL.coalesce(model.column(field).coerce(String.class), title))
                        .orElse(title)
                : title;
    }

    private Condition visible(Caller caller, StoredType type) {
        return RowSql.condition(rules.apply(caller, type), models.of(type));
    }

    private static boolean mayRead(Caller caller, String target) {
        return target.equals(StoredSystemFields.USERS) || caller.may(target + ":read");
    }

    private static Map<Long, String> named(Caller caller, String target, Map<Long, String> titles) {
        if (target.equals(StoredSystemFields.USERS)) {
            titles.put(Caller.system().userId(), SYSTEM.in(caller.locale()));
        }
        return titles;
    }

    /**
     * Titles by type and id, one query a type. Users are known to everybody; of another type the caller must have the
     * right to read, and a record out of the caller's sight has none.
     */
    public Map<String, Map<Long, String>> fetch(DSLContext sql, Caller caller, Map<String, Set<Long>> wanted) {
        Map<String, Map<Long, String>> titles = new HashMap<>();
        wanted.forEach((target, ids) -> {
            Map<Long, String> ofType = new HashMap<>();
            if (mayRead(caller, target)) {
                types.find(target).ifPresent(type -> fetch(sql, caller, type, ids, ofType));
            }
            titles.put(target, named(caller, target, ofType));
        });
        return titles;
    }

    /**
     * Titles of those records that are not deleted, by type and id; null where the caller may not see them. Nothing of a
     * type that is not installed.
     */
    Map<String, Map<Long, String>> live(DSLContext connection, Caller caller, Map<String, Set<Long>> wanted) {
        DSLContext sql = Statements.byIds(connection);
        Map<String, Map<Long, String>> titles = new HashMap<>();
        wanted.forEach((target, ids) -> {
            Map<Long, String> ofType = new HashMap<>();
            titles.put(target, ofType);
            boolean known = mayRead(caller, target);
            types.find(target).ifPresent(type -> {
                QueryModel model = models.of(type);
                Field<String> title = title(model, caller);
                Condition live = model.deletedAt().isNull();
                if (known) {
                    Condition visibleRows = visible(caller, type);
                    Chunks.of(ids).forEach(chunk -> sql.select(model.id(), title)
                            .from(model.table())
                            .where(model.id().in(chunk))
                            .and(live)
                            .and(visibleRows)
                            .forEach(row -> ofType.put(row.value1(), row.value2())));
                }
                Set<Long> unseen = new HashSet<>(ids);
                unseen.removeAll(ofType.keySet());
                Chunks.of(unseen).forEach(chunk -> sql.select(model.id())
                        .from(model.table())
                        .where(Statements.among(sql, model.id(), chunk))
                        .and(live)
                        .forEach(row -> ofType.put(row.value1(), null)));
            });
        });
        return titles;
    }

    private void fetch(
            DSLContext connection, Caller caller, StoredType type, Collection<Long> ids, Map<Long, String> titles) {
        DSLContext sql = Statements.byIds(connection);
        QueryModel model = models.of(type);
        Field<String> title = title(model, caller);
        Condition visibleRows = visible(caller, type);
        Chunks.of(ids).forEach(chunk -> sql.select(model.id(), title)
                .from(model.table())
                .where(Statements.among(sql, model.id(), chunk))
                .and(visibleRows)
                .forEach(row -> titles.put(row.value1(), row.value2())));
    }
}
