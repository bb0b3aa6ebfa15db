package org.penglai.crm.search.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.search.internal.index.SearchedFields;

/** Asks the query engine for records as a caller sees them: it alone knows rights, masks and hidden fields. */
final class VisibleRecords {
    private static final int PAGE = 200;

    private final RecordQueries queries;
    private final ObjectMapper mapper = new ObjectMapper();

    VisibleRecords(RecordQueries queries) {
        this.queries = queries;
    }

    /** Those of the ids that the caller may see, by id. */
    Map<Long, JsonNode> among(Caller caller, StoredType seen, Collection<Long> ids) {
        Map<Long, JsonNode> records = new LinkedHashMap<>();
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += PAGE) {
            List<Long> part = all.subList(from, Math.min(all.size(), from + PAGE));
            String filter = part.stream().map(Ids::format).collect(Collectors.joining(",", "id=in=(", ")"));
            list(caller, seen, filter, "", part.size())
                    .forEach(record -> records.put(Ids.parse(record.get("id").asText()), record));
        }
        return records;
    }

    /** What the search box of lists finds, for as long as there is no index. */
    List<JsonNode> searched(Caller caller, StoredType seen, String words, int limit) {
        return list(caller, seen, "", words, limit);
    }

    private List<JsonNode> list(Caller caller, StoredType seen, String filter, String words, int limit) {
        ListRequest request = new ListRequest(seen.name(), filter, words, "", fields(seen), limit, "", Count.NONE);
        ByteArrayOutputStream page = new ByteArrayOutputStream(8_192);
        queries.list(caller, request, page);
        List<JsonNode> items = new ArrayList<>();
        try {
            mapper.readTree(page.toByteArray()).get("items").forEach(items::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static List<String> fields(StoredType seen) {
        List<String> names = new ArrayList<>(List.of("id"));
        if (seen.title() != null) {
            names.add(seen.titleField());
        }
        SearchedFields.of(seen).forEach(field -> names.add(field.name()));
        owner(seen).ifPresent(field -> names.add(field.name()));
        return names.stream().distinct().toList();
    }

    /** The first reference: what a record belongs to. */
    static java.util.Optional<StoredField> owner(StoredType seen) {
        return seen.fields().values().stream()
                .filter(field -> !field.system() && field.kind() == FieldKind.REFERENCE)
                .findFirst();
    }
}
