package org.penglai.crm.records.internal.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
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
        List<Record> rows,
        Map<String, Map<Long, String>> titles,
        Map<Long, List<String>> tags,
        Map<Long, List<ExternalId>> externalIds,
        Map<String, Map<Long, List<TitledLink>>> links,
        Map<String, Map<Long, List<String>>> choices) {

    /** Fetches what lies outside the rows: titles, tags, external ids. */
    static RecordPage complete(
            DSLContext sql, Caller caller, StoredType type, Projection projection, List<Record> rows, Titles titles) {
        List<Long> ids = rows.stream()
                .map(row -> row.get(Projection.ID_POSITION, Long.class))
                .toList();
        return new RecordPage(
                projection,
                rows,
                titles.fetch(sql, caller, references(projection, rows)),
                projection.has(FieldKind.TAGS) ? SideTables.tags(sql, type.name(), ids) : Map.of(),
                projection.has(FieldKind.EXTERNAL_IDS) ? SideTables.externalIds(sql, type.name(), ids) : Map.of(),
                projection.has(FieldKind.LINKS) ? TitledLink.read(sql, caller, type, ids, titles) : Map.of(),
                projection.has(FieldKind.CHOICES) ? ChoiceTable.read(sql, type, ids) : Map.of());
    }

    private static Map<String, Set<Long>> references(Projection projection, List<Record> rows) {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (Projection.Output output : projection.all().toList()) {
            if (output.field().kind() == FieldKind.REFERENCE) {
                Set<Long> ids = wanted.computeIfAbsent(output.field().target(), target -> new HashSet<>());
                for (Record row : rows) {
                    Long id = row.get(output.position(), Long.class);
                    if (id != null) {
                        ids.add(id);
                    }
                }
            }
        }
        wanted.values().removeIf(Set::isEmpty);
        return wanted;
    }

    String title(String type, Long id) {
        return titles.getOrDefault(type, Map.of()).get(id);
    }
}
