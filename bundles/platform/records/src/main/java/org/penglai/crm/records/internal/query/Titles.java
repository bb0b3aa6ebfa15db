package org.penglai.crm.records.internal.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** What the records are called that others refer to; deleted ones included, so that history stays readable. */
public final class Titles {
    private static final Localized SYSTEM = Localized.of("系统", "System");

    private final Types types;
    private final QueryModels models;
    private final BiFunction<Caller, StoredType, Condition> visible;

    /** @param visible which rows of a type's root table a caller may see */
    Titles(Types types, QueryModels models, BiFunction<Caller, StoredType, Condition> visible) {
        this.types = types;
        this.models = models;
        this.visible = visible;
    }

    /**
     * Titles by type and id, one query a type. Users are known to everybody; of another type the caller must have the
     * right to read, and a record out of the caller's sight has none.
     */
    public Map<String, Map<Long, String>> fetch(DSLContext sql, Caller caller, Map<String, Set<Long>> wanted) {
        Map<String, Map<Long, String>> titles = new HashMap<>();
        wanted.forEach((target, ids) -> {
            Map<Long, String> ofType = new HashMap<>();
            boolean known = target.equals(StoredSystemFields.USERS) || caller.may(target + ":read");
            if (known) {
                types.find(target).ifPresent(type -> fetch(sql, caller, type, ids, ofType));
            }
            if (target.equals(StoredSystemFields.USERS)) {
                ofType.put(Caller.system().userId(), SYSTEM.in(caller.locale()));
            }
            titles.put(target, ofType);
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
            boolean known = target.equals(StoredSystemFields.USERS) || caller.may(target + ":read");
            types.find(target).ifPresent(type -> {
                QueryModel model = models.of(type);
                Field<String> title = model.column(type.title()).coerce(String.class);
                Condition live = model.deletedAt().isNull();
                if (known) {
                    Condition visibleRows = visible.apply(caller, type);
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
        Field<String> title = model.column(type.title()).coerce(String.class);
        Condition visibleRows = visible.apply(caller, type);
        Chunks.of(ids).forEach(chunk -> sql.select(model.id(), title)
                .from(model.table())
                .where(Statements.among(sql, model.id(), chunk))
                .and(visibleRows)
                .forEach(row -> titles.put(row.value1(), row.value2())));
    }
}
