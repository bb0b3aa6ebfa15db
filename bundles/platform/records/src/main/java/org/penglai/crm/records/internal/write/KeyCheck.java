package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Taken;
import org.penglai.crm.records.spi.UniqueKeys;
import org.penglai.crm.records.spi.UniqueKeys.Key;

/**
 * Finds duplicates of a type's first key, of its number and of what rules call unique, so that the answer can name the
 * field. Of those that arrive at the same moment the database's constraint stops the second; where only a rule says it,
 * they wait for each other. A key with an empty part identifies nothing.
 */
final class KeyCheck {
    private final Supplier<List<UniqueKeys>> rules;
    private final BiPredicate<String, String> folded;

    /** @param folded whether a table has the small letters of a column beside it */
    KeyCheck(Supplier<List<UniqueKeys>> rules, BiPredicate<String, String> folded) {
        this.rules = rules;
        this.folded = folded;
    }

    void check(DSLContext sql, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        Map<StoredType, List<PlannedChange>> byType = new LinkedHashMap<>();
        changes.forEach(change -> byType.computeIfAbsent(change.type().type(), t -> new ArrayList<>())
                .add(change));
        List<Wanted> wanted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        byType.forEach((type, list) -> {
            declared(type).forEach(names -> wanted.add(wanted(type, new Key(names, false), list, rejected)));
            for (Key key : ruled(type)) {
                Wanted ruled = wanted(type, key, list, rejected);
                ruled.values().keySet().forEach(value -> places.add(KeyLocks.place(type.name(), key.fields(), value)));
                wanted.add(ruled);
            }
        });
        KeyLocks.take(sql, places);
        wanted.forEach(each -> new KeyHolders(each.type(), each.key(), folded)
                .of(sql, each.values().keySet(), each.leaving())
                .forEach((value, holder) -> rejected.putIfAbsent(
                        each.values().get(value).origin(),
                        new Taken(each.type().name(), holder, each.key().fields()))));
    }

    /** Refuses records that come back while others have their keys. */
    void requireFree(DSLContext sql, StoredType type, Collection<RecordSnapshot> records) {
        List<Key> ruled = ruled(type);
        ruled.forEach(key -> KeyLocks.take(
                sql,
                new KeyHolders(type, key, folded)
                        .values(records).stream()
                                .map(value -> KeyLocks.place(type.name(), key.fields(), value))
                                .toList()));
        List<Key> all = new ArrayList<>(ruled);
        declared(type).forEach(names -> all.add(new Key(names, false)));
        for (Key key : all) {
            KeyHolders holders = new KeyHolders(type, key, folded);
            Optional<Long> holder = holders.of(sql, holders.values(records), Set.of()).values().stream()
                    .findFirst();
            if (holder.isPresent()) {
                throw new Taken(type.name(), holder.get(), key.fields());
            }
        }
    }

    /** Field names of what no two live records of the type may share. */
    List<List<String>> keys(StoredType type) {
        List<List<String>> keys = new ArrayList<>(declared(type));
        ruled(type).forEach(key -> keys.add(key.fields()));
        return keys;
    }

    /** Those of {@link #keys} that the type's module brings, with constraints in the database. */
    static List<List<String>> declared(StoredType type) {
        List<List<String>> keys = new ArrayList<>();
        if (!type.keys().isEmpty()) {
            keys.add(type.keys().get(0));
        }
        if (type.numberField() != null && !keys.contains(List.of(type.numberField()))) {
            keys.add(List.of(type.numberField()));
        }
        return keys;
    }

    private List<Key> ruled(StoredType type) {
        return rules.get().stream()
                .flatMap(each -> each.of(type.name()).stream())
                // A field that a rule names may be gone by now; that must not keep everybody from writing.
                .filter(key -> key.fields().stream().allMatch(name -> type.field(name)
                        .filter(field -> field.column() != null)
                        .isPresent()))
                .toList();
    }

    private Wanted wanted(StoredType type, Key key, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        KeyHolders holders = new KeyHolders(type, key, folded);
        Map<List<Object>, PlannedChange> values = new LinkedHashMap<>();
        Set<Long> leaving = new HashSet<>();
        for (PlannedChange change : changes) {
            boolean concerned =
                    change.operation() == Operation.CREATE || !Collections.disjoint(change.changed(), key.fields());
            if (!concerned) {
                continue;
            }
            leaving.add(change.id());
            List<Object> value = holders.valueOf(change.after());
            PlannedChange other = value == null ? null : values.putIfAbsent(value, change);
            if (other != null && other.id() != change.id()) {
                rejected.putIfAbsent(change.origin(), Failures.duplicate(key.fields()));
            }
        }
        return new Wanted(type, key, values, leaving);
    }

    /**
     * @param values with the change that brings each
     * @param leaving records whose present values are given up
     */
    private record Wanted(StoredType type, Key key, Map<List<Object>, PlannedChange> values, Set<Long> leaving) {}
}
