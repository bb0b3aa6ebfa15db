package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * By what records of other modules, and people, are found on another installation: user names, numbers, else titles. Belongs
 * to one thread.
 */
final class ArchiveKeys {
    static final String USERS = "users";
    private static final String USERNAME = "username";
    private static final int AT_ONCE = 500;
    private static final Field<Long> ID = field(unquotedName("id"), SQLDataType.BIGINT);
    private static final Field<Long> DELETED = field(unquotedName("deleted_marker"), SQLDataType.BIGINT);

    private final Types types;
    private final Map<String, Map<Long, String>> keys = new HashMap<>();
    private final Map<String, Map<String, Long>> ids = new HashMap<>();

    ArchiveKeys(Types types) {
        this.types = types;
    }

    /** The key of a record; its id as text if it has none any more. */
    String key(DSLContext sql, String type, long id) {
        Map<Long, String> known = keys.computeIfAbsent(type, any -> new HashMap<>());
        if (!known.containsKey(id)) {
            load(sql, type, Set.of(id));
        }
        return known.get(id);
    }

    void load(DSLContext sql, String type, Collection<Long> wanted) {
        Map<Long, String> known = keys.computeIfAbsent(type, any -> new HashMap<>());
        List<Long> missing =
                wanted.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        Field<String> column = column(type);
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            List<Long> some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
            some.forEach(id -> known.put(id, String.valueOf(id)));
            if (column != null) {
                sql.select(ID, column)
                        .from(PlatformTables.table(types.get(type).table()))
                        .where(ID.in(some))
                        .forEach(row -> known.put(row.value1(), row.value2()));
            }
        }
    }

    /** The one live record with that key; null if there is none, or several. */
    Long id(DSLContext sql, String type, String key) {
        return ids.computeIfAbsent(type, any -> new HashMap<>()).computeIfAbsent(key, any -> find(sql, type, key));
    }

    private Long find(DSLContext sql, String type, String key) {
        Field<String> column = column(type);
        if (column == null) {
            return null;
        }
        List<Long> found = new ArrayList<>(sql.select(ID)
                .from(PlatformTables.table(types.get(type).table()))
                .where(column.eq(key))
                .and(DELETED.eq(0L))
                .limit(2)
                .fetch(ID));
        return found.size() == 1 ? found.get(0) : null;
    }

    private Field<String> column(String type) {
        StoredType stored = types.find(type).orElse(null);
        if (stored == null) {
            return null;
        }
        String name = type.equals(USERS)
                ? USERNAME
                : stored.numberField() == null ? stored.titleField() : stored.numberField();
        String column = stored.fields().get(name).column();
        return column == null || stored.fields().get(name).sealed()
                ? null
                : field(unquotedName(column), SQLDataType.VARCHAR);
    }
}
