package org.penglai.crm.records.internal.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.StoredType;

/**
 * Selected rows with all that is needed to write them, free of any connection.
 *
 * @param projection what was selected
 * @param rows in order
 * @param titles by type and id
 * @param tags by record; empty if not wanted
 * @param externalIds by record; empty if not wanted
 * @param links by field and record; empty if not wanted
 * @param choices by field and record; empty if not wanted
 */
record RecordPage(
        Projection projection,
        List<Object[]> rows,
        Map<String, Map<Long, String>> titles,
        Map<Long, List<String>> tags,
        Map<Long, List<ExternalId>> externalIds,
        Map<String, Map<Long, List<TitledLink>>> links,
        Map<String, Map<Long, List<String>>> choices) {

    /** Fetches what lies outside the rows: titles, tags, external ids. Asks nothing if there is nothing. */
    static RecordPage complete(
            Database database,
            Caller caller,
            StoredType type,
            Projection projection,
            List<Object[]> rows,
            Titles titles) {
        Map<String, Set<Long>> wanted = references(projection, rows);
        Map<String, Map<Long, String>> found = titles.known(database, caller, wanted);
        List<Long> tagged = projection.having(FieldKind.TAGS, rows);
        List<Long> identified = projection.having(FieldKind.EXTERNAL_IDS, rows);
        List<Long> linked = projection.having(FieldKind.LINKS, rows);
        List<Long> choosing = projection.having(FieldKind.CHOICES, rows);
        if (wanted.isEmpty() && Stream.of(tagged, identified, linked, choosing).allMatch(List::isEmpty)) {
            return new RecordPage(projection, rows, found, Map.of(), Map.of(), Map.of(), Map.of());
        }
        return database.read(sql -> {
            found.putAll(titles.fetch(sql, caller, wanted));
            return new RecordPage(
                    projection,
                    rows,
                    found,
                    tagged.isEmpty() ? Map.of() : SideTables.tags(sql, type.name(), tagged),
                    identified.isEmpty() ? Map.of() : SideTables.externalIds(sql, type.name(), identified),
                    linked.isEmpty() ? Map.of() : TitledLink.read(sql, caller, type, linked, titles),
                    choosing.isEmpty() ? Map.of() : ChoiceTable.read(sql, type, choosing));
        });
    }

    private static Map<String, Set<Long>> references(Projection projection, List<Object[]> rows) {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (Projection.Output output : projection.references()) {
            for (Object[] row : rows) {
                Long id = (Long) row[output.position()];
                if (id != null) {
                    wanted.computeIfAbsent(output.field().target(), target -> new HashSet<>())
                            .add(id);
                }
            }
        }
        return wanted;
    }

    String title(String type, Long id) {
        return titles.getOrDefault(type, Map.of()).get(id);
    }
}
