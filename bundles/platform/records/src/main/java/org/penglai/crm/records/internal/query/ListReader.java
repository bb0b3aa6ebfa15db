package org.penglai.crm.records.internal.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.page.Cursor;
import org.penglai.crm.records.internal.query.page.SortKey;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

/** One page of a list: read on one connection, written when that has been given back. */
final class ListReader {
    private final QueryPlanner planner;
    private final Database database;
    private final Counts counts;
    private final RecordJson recordJson;

    ListReader(QueryPlanner planner, Database database, Counts counts) {
        this.planner = planner;
        this.database = database;
        this.counts = counts;
        this.recordJson = new RecordJson(planner.regions());
    }

    Answer read(Caller caller, ListRequest request) {
        QueryPlan plan = planner.plan(caller, request.type(), request.filter(), request.q(), request.sort());
        String fingerprint = Cursor.fingerprint(request.type(), request.filter(), request.q(), request.sort());
        List<Object> last = request.cursor().isEmpty() ? null : Cursor.read(request.cursor(), fingerprint, plan.keys());
        // Tables of the condition and the order alone: what is only selected does not matter for counting.
        Table<? extends Record> counted = plan.joins().from();
        Projection projection = Projection.of(caller, plan.joins(), planner.paths(), plan.masked(), request.fields());
        return database.read(sql -> read(sql, caller, request, plan, projection, counted, fingerprint, last));
    }

    private Answer read(
            DSLContext sql,
            Caller caller,
            ListRequest request,
            QueryPlan plan,
            Projection projection,
            Table<? extends Record> counted,
            String fingerprint,
            List<Object> last) {
        List<Field<?>> columns = new ArrayList<>(projection.columns());
        plan.keys().forEach(key -> columns.add(key.column()));
        List<Record> rows = plan.page(counted).fetch(sql, columns, last, request.limit() + 1);
        boolean more = rows.size() > request.limit();
        List<Record> shown = more ? rows.subList(0, request.limit()) : rows;
        String next = more ? next(fingerprint, shown.get(shown.size() - 1), projection, plan.keys()) : null;
        Counts.Total total = last == null && !more && request.count() != Count.NONE
                ? new Counts.Total((long) shown.size(), false)
                : count(sql, request.count(), plan, counted);
        RecordPage page = RecordPage.complete(sql, caller, plan.type(), projection, shown, planner.titles());
        return new Answer(page, next, total);
    }

    private Counts.Total count(DSLContext sql, Count how, QueryPlan plan, Table<? extends Record> from) {
        String table = plan.whole() ? plan.type().table() : null;
        Counts.Rows rows = new Counts.Rows(from, plan.condition(), plan.filter(), plan.scope());
        return counts.count(sql, how, rows, table, plan.listing());
    }

    private static String next(String fingerprint, Record row, Projection projection, List<SortKey> keys) {
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < keys.size(); at++) {
            values.add(row.get(projection.columns().size() + at));
        }
        return Cursor.write(fingerprint, values);
    }

    void write(Answer answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Record row : answer.page().rows()) {
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
