package org.penglai.crm.exchange.internal.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Turns the texts of reference cells into ids: by number, else by title, else by id. For one import, for one thread. */
final class ReferenceLookup {

    private static final Pattern SEPARATORS = Pattern.compile("[;；,，、]");

    /** Texts remembered a field. */
    private static final int REMEMBERED = 20_000;

    private static final int FEW = 64;
    private static final float LOAD = 0.75f;

    private final Types types;
    private final RecordIndex index;
    private final String importedType;
    private final DryRun dryRun;
    private final Map<String, Map<String, List<Long>>> remembered = new HashMap<>();

    /**
     * @param importedType the type being imported, whose records may come to be at any time
     * @param dryRun what would have been created; null in a real run
     */
    ReferenceLookup(Types types, RecordIndex index, String importedType, DryRun dryRun) {
        this.types = types;
        this.index = index;
        this.importedType = importedType;
        this.dryRun = dryRun;
    }

    /** Sets the ids, or adds a problem to the rows. */
    void resolve(List<PendingRow> rows) {
        Map<StoredField, Set<String>> texts = new LinkedHashMap<>();
        rows.forEach(row -> row.references()
                .forEach((field, text) ->
                        texts.computeIfAbsent(field, f -> new LinkedHashSet<>()).addAll(texts(field, text))));
        texts.forEach((field, wanted) -> {
            Map<String, List<Long>> ids = find(target(field), wanted);
            rows.forEach(row -> set(row, field, ids));
        });
    }

    private void set(PendingRow row, StoredField field, Map<String, List<Long>> ids) {
        String text = row.references().get(field);
        if (text == null) {
            return;
        }
        List<RecordLink> links = new ArrayList<>();
        for (String each : texts(field, text)) {
            List<Long> found = ids.getOrDefault(each, List.of());
            if (found.size() == 1) {
                links.add(new RecordLink(target(field), found.get(0)));
            } else {
                missed(row, field, each, found);
            }
        }
        if (field.kind() == FieldKind.LINKS) {
            row.values().put(field.name(), links);
        } else {
            links.forEach(link -> row.values().put(field.name(), link.id()));
        }
    }

    private void missed(PendingRow row, StoredField field, String text, List<Long> found) {
        if (found.size() > 1) {
            row.problems()
                    .add(Violation.of(
                            field.name(),
                            "ambiguousReference",
                            "有多条记录同名，请改用编号。",
                            "Several records are called so; use the number."));
        } else if (!isPlanned(field, text)) {
            row.problems()
                    .add(Violation.of(field.name(), "missingReference", "找不到所引用的记录。", "There is no such record."));
        }
    }

    /** The type whose records the cells name. */
    static String target(StoredField field) {
        return field.kind() == FieldKind.LINKS ? field.targets().get(0) : field.target();
    }

    /** A cell for links names several records. */
    static List<String> texts(StoredField field, String cell) {
        return field.kind() == FieldKind.LINKS
                ? SEPARATORS
                        .splitAsStream(cell)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList()
                : List.of(cell);
    }

    private boolean isPlanned(StoredField field, String text) {
        return dryRun != null && target(field).equals(importedType) && dryRun.isNamed(text);
    }

    private Map<String, List<Long>> find(String target, Set<String> texts) {
        Optional<StoredType> type = types.find(target);
        if (type.isEmpty()) {
            return Map.of();
        }
        if (target.equals(importedType)) {
            return ask(type.get(), texts);
        }
        Map<String, List<Long>> known = remembered.computeIfAbsent(target, t -> new Recent());
        Map<String, List<Long>> result = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String text : texts) {
            List<Long> ids = known.get(text);
            if (ids == null) {
                unknown.add(text);
            } else {
                result.put(text, ids);
            }
        }
        Map<String, List<Long>> answer = ask(type.get(), unknown);
        for (String text : unknown) {
            List<Long> ids = answer.getOrDefault(text, List.of());
            known.put(text, ids);
            result.put(text, ids);
        }
        return result;
    }

    private Map<String, List<Long>> ask(StoredType type, Iterable<String> texts) {
        Set<String> open = new LinkedHashSet<>();
        texts.forEach(open::add);
        Map<String, List<Long>> found = new HashMap<>(index.byNumber(type, open));
        open.removeAll(found.keySet());
        found.putAll(index.byTitle(type, open));
        open.removeAll(found.keySet());
        found.putAll(byId(type, open));
        return found;
    }

    /** Exports name a record by its id where nothing else tells it from others. */
    private Map<String, List<Long>> byId(StoredType type, Set<String> texts) {
        Map<String, Long> ids = new HashMap<>();
        for (String text : texts) {
            long id = Ids.parse(text);
            if (id > 0) {
                ids.put(text, id);
            }
        }
        Set<Long> there = ids.isEmpty() ? Set.of() : index.byId(type, ids.values());
        Map<String, List<Long>> found = new HashMap<>();
        ids.forEach((text, id) -> {
            if (there.contains(id)) {
                found.put(text, List.of(id));
            }
        });
        return found;
    }

    /** The texts used last. */
    private static final class Recent extends LinkedHashMap<String, List<Long>> {

        private static final long serialVersionUID = 1L;

        Recent() {
            super(FEW, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Long>> eldest) {
            return size() > REMEMBERED;
        }
    }
}
