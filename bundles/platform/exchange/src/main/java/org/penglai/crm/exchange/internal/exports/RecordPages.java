package org.penglai.crm.exchange.internal.exports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

/**
 * Reads records page by page, each from behind the last record of the one before and on a connection that goes back at
 * once. Safe for any thread.
 */
final class RecordPages {

    private static final int SIZE = 500;
    /** A filter takes a few more values than these. */
    private static final int CHOSEN = 200;

    private final RecordQueries queries;
    private final ObjectMapper json = new ObjectMapper();

    RecordPages(RecordQueries queries) {
        this.queries = queries;
    }

    /**
     * @param rows records as JSON
     * @param next cursor of the next page, null on the last
     * @param total how many there are in all; only known with the first page
     */
    record Page(List<JsonNode> rows, String next, long total) {}

    /** @param cursor null for the first page */
    Page read(Caller caller, RecordExport.Request request, List<String> fields, String cursor) {
        if (!request.ids().isEmpty()) {
            return chosen(caller, request, fields, cursor == null ? 0 : Integer.parseInt(cursor));
        }
        return read(
                caller,
                new ListRequest(
                        request.type(),
                        request.filter(),
                        request.q(),
                        request.sort(),
                        fields,
                        SIZE,
                        cursor == null ? "" : cursor,
                        cursor == null ? Count.EXACT : Count.NONE));
    }

    /** The next of the chosen records, in their order; those that are gone or out of sight are left out. */
    private Page chosen(Caller caller, RecordExport.Request request, List<String> fields, int from) {
        int to = Math.min(from + CHOSEN, request.ids().size());
        List<String> ids =
                request.ids().subList(from, to).stream().map(Ids::format).toList();
        Set<String> wanted = new LinkedHashSet<>(fields);
        wanted.add(SystemFields.ID);
        String filter = "id=in=(" + String.join(",", ids) + ")";
        Map<String, JsonNode> rows = new HashMap<>();
        read(caller, new ListRequest(request.type(), filter, "", "", List.copyOf(wanted), CHOSEN, "", Count.NONE))
                .rows()
                .forEach(row -> rows.put(row.get(SystemFields.ID).asText(), row));
        return new Page(
                ids.stream().map(rows::get).filter(Objects::nonNull).toList(),
                to < request.ids().size() ? String.valueOf(to) : null,
                request.ids().size());
    }

    /** The first records of a list. */
    List<JsonNode> first(Caller caller, String type, String filter, List<String> fields, int limit) {
        return read(caller, new ListRequest(type, filter, "", "", fields, limit, "", Count.NONE))
                .rows();
    }

    /** Custom fields as members under their own names, so that every field is found in the same way. */
    private static JsonNode flat(ObjectNode row) {
        if (row.remove(SystemFields.CUSTOM) instanceof ObjectNode custom) {
            custom.fields().forEachRemaining(member -> row.set(CustomFields.name(member.getKey()), member.getValue()));
        }
        return row;
    }

    private Page read(Caller caller, ListRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(SIZE * 256);
        queries.list(caller, request, out);
        try {
            JsonNode page = json.readTree(out.toByteArray());
            List<JsonNode> rows = new ArrayList<>();
            page.get("items").forEach(row -> rows.add(flat((ObjectNode) row)));
            return new Page(
                    rows,
                    page.get("nextCursor").asText(null),
                    page.path("total").asLong(rows.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
