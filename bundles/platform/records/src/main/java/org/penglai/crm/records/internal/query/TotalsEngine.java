package org.penglai.crm.records.internal.query;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;

/** Groups and measures as capabilities see them: the statements behind {@code /aggregate}, values in place of JSON. */
@Component(service = RecordTotals.class)
public final class TotalsEngine implements RecordTotals {
    private final Aggregation aggregation;

    @Activate
    public TotalsEngine(@Reference QueryPlanner planner, @Reference Database database) {
        this.aggregation = new Aggregation(planner, database, new RecordJson(planner.regions()));
    }

    @Override
    public List<TotalsRow> read(Caller caller, TotalsQuery query) {
        Aggregation.Groups groups = aggregation.read(
                caller, new AggregateRequest(query.type(), query.filter(), "", query.groups(), query.measures()));
        return groups.rows().stream().map(row -> row(groups, row)).toList();
    }

    private static TotalsRow row(Aggregation.Groups groups, Record row) {
        Map<String, Object> values = new LinkedHashMap<>();
        int at = 0;
        for (Grouping group : groups.groupings()) {
            values.put(group.text(), value(groups, group, row.get(at)));
            at++;
        }
        for (Measure measure : groups.measures()) {
            values.put(measure.text(), value(measure, row, at));
            at += Aggregation.width(measure);
        }
        return new TotalsRow(values);
    }

    private static Object value(Aggregation.Groups groups, Grouping group, Object value) {
        if (value == null) {
            return null;
        }
        if (group.monthly()) {
            return Grouping.month((Integer) value);
        }
        return group.path().field().kind() == FieldKind.REFERENCE
                ? new Titled((Long) value, groups.title(group, (Long) value))
                : value;
    }

    private static Object value(Measure measure, Record row, int at) {
        if (measure.function() == Measure.Function.COUNT) {
            return row.get(at, Long.class);
        }
        if (measure.function() == Measure.Function.AVG) {
            return Aggregation.average(measure, row, at);
        }
        Object value = row.get(at);
        return value instanceof LocalDateTime utc ? utc.toInstant(ZoneOffset.UTC) : value;
    }
}
