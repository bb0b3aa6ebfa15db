package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.number;
import static org.penglai.crm.privacy.internal.erasure.Columns.table;
import static org.penglai.crm.privacy.internal.erasure.Columns.text;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Finds by metadata what is about a person: types of third parties are covered, and none is named here. */
final class PersonScopes {
    private final Types types;

    PersonScopes(Types types) {
        this.types = types;
    }

    PersonScope of(DSLContext sql, StoredType type, long id) {
        Set<Long> selves = new TreeSet<>(Set.of(id));
        selves.addAll(sql.select(number("record_id"))
                .from(table("crm_merged"))
                .where(text("type_name").eq(type.name()))
                .and(number("kept_id").eq(id))
                .fetch(number("record_id")));
        Map<StoredType, Set<Long>> owned = new LinkedHashMap<>();
        Map<StoredType, Set<Long>> shared = new LinkedHashMap<>();
        for (StoredType other : types.list()) {
            Set<Long> mine = new TreeSet<>();
            Set<Long> others = new HashSet<>();
            for (StoredField field : other.fields().values()) {
                if (field.kind() == FieldKind.LINKS) {
                    linked(sql, other, field, selves, mine, others);
                } else if (field.kind() == FieldKind.REFERENCE && type.name().equals(field.target())) {
                    referring(sql, other, field, selves, mine, others);
                }
            }
            if (!mine.isEmpty()) {
                owned.put(other, mine);
            }
            if (!others.isEmpty()) {
                shared.put(other, others);
            }
        }
        follow(sql, owned);
        owned.forEach((each, ids) -> shared.computeIfPresent(each, (same, others) -> {
            others.removeAll(ids);
            return others.isEmpty() ? null : others;
        }));
        return new PersonScope(type, id, selves, owned, shared);
    }

    /** What goes along with something of the person's is the person's, however far down. */
    private void follow(DSLContext sql, Map<StoredType, Set<Long>> owned) {
        Map<StoredType, Set<Long>> last = Map.copyOf(owned);
        while (!last.isEmpty()) {
            Map<StoredType, Set<Long>> next = new LinkedHashMap<>();
            for (StoredType other : types.list()) {
                Set<Long> found = new TreeSet<>();
                for (StoredField field : other.fields().values()) {
                    last.forEach((parent, ids) -> {
                        if (field.kind() == FieldKind.REFERENCE && parent.name().equals(field.target())) {
                            referring(sql, other, field, ids, found, new HashSet<>());
                        }
                    });
                }
                found.removeAll(owned.getOrDefault(other, Set.of()));
                if (!found.isEmpty()) {
                    next.put(other, found);
                }
            }
            next.forEach((other, ids) ->
                    owned.computeIfAbsent(other, none -> new TreeSet<>()).addAll(ids));
            last = next;
        }
    }

    /** What leads to the person alone is the person's; what leads elsewhere, too, is not. */
    private static void linked(
            DSLContext sql, StoredType other, StoredField field, Set<Long> selves, Set<Long> mine, Set<Long> others) {
        Result<? extends Record> rows = sql.select(number("record_id"))
                .from(table("crm_record_link"))
                .where(text("type_name").eq(other.name()))
                .and(text("field_name").eq(field.name()))
                .and(number("target_id").in(selves))
                .fetch();
        for (Record row : rows) {
            long record = row.get(0, Long.class);
            boolean elsewhere = sql.fetchExists(sql.selectOne()
                    .from(table("crm_record_link"))
                    .where(text("type_name").eq(other.name()))
                    .and(number("record_id").eq(record))
                    .and(number("target_id").notIn(selves)));
            (elsewhere ? others : mine).add(record);
        }
    }

    /** What goes along with the person's record belongs to it, unless it is a person of its own. */
    private static void referring(
            DSLContext sql, StoredType other, StoredField field, Set<Long> selves, Set<Long> mine, Set<Long> others) {
        if (field.column() == null || field.custom()) {
            return;
        }
        boolean goesAlong = field.onDelete() == OnDelete.CASCADE && !PersonKind.isPerson(other);
        (goesAlong ? mine : others)
                .addAll(sql.select(number("id"))
                        .from(table(other.table()))
                        .where(number(field.column()).in(selves))
                        .fetch(number("id")));
    }
}
