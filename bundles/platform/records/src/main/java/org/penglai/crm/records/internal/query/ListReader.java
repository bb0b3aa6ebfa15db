package org.penglai.crm.records.internal.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.page.Cursor;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

/** One page of a list: read on one connection, written when that has been given back. */
final class ListReader {
    private final QueryPlanner planner;
    private final Database database;
    private final Counts counts;
    private final RecordJson recordJson;
    private final ListStatement statement;

    ListReader(QueryPlanner planner, Database database, Counts counts) {
        this.planner = planner;
        this.database = database;
        this.statement = new ListStatement(planner, database);
        this.counts = counts;
        this.recordJson = new RecordJson(planner.regions());
    }

    Answer read(Caller caller, ListRequest request) {
        ListStatement.Prepared prepared = statement.of(caller, request);
        QueryPlan plan = prepared.plan();
        String fingerprint = Cursor.fingerprint(request.type(), request.filter(), request.q(), request.sort());
        List<Object> last = request.cursor().isEmpty() ? null : Cursor.read(request.cursor(), fingerprint, plan.keys());
        List<Object[]> rows = statement.fetch(prepared, last, request.limit() + 1);
        boolean more = rows.size() > request.limit();
        List<Object[]> shown = more ? rows.subList(0, request.limit()) : rows;
        String next = more ? next(fingerprint, shown.get(shown.size() - 1), prepared) : null;
        Counts.Total total = last == null && !more && request.count() != Count.NONE
                ? new Counts.Total((long) shown.size(), false)
                : count(caller, request, prepared);
        RecordPage page =
                RecordPage.complete(database, caller, plan.type(), prepared.projection(), shown, planner.titles());
        return new Answer(page, next, total);
    }

    private Counts.Total count(Caller caller, ListRequest request, ListStatement.Prepared prepared) {
        QueryPlan plan = prepared.plan();
        String table = plan.whole() ? plan.type().table() : null;
        String listing = table == null ? planner.listing(caller, request.type(), request.filter(), request.q()) : null;
        Counts.Rows rows = new Counts.Rows(prepared.counted(), plan.condition(), plan.filter(), plan.scope());
        return counts.count(database, request.count(), rows, table, listing);
    }

    private static String next(String fingerprint, Object[] row, ListStatement.Prepared prepared) {
        int first = prepared.projection().columns().size();
        return Cursor.write(
                fingerprint,
                Arrays.asList(row).subList(first, first + prepared.plan().keys().size()));
    }

    void write(Answer answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Object[] row : answer.page().rows()) {
            recordJson.write(answer.page(), row, json);
        }
        json.writeEndArray();
        json.writeStringField("nextCursor", answer.next());
        json.writeFieldName("total");
        if (answer.total().number() == null) {
            json.writeNull();
        } else {
            json.writeNumber(answer.total().number());
        }
        json.writeBooleanField("totalIsEstimate", answer.total().estimate());
        json.writeEndObject();
    }

    /** @param next cursor of the next page, null on the last */
    record Answer(RecordPage page, String next, Counts.Total total) {}
}
