package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.StoredField;

/**
 * Groups and measures. Averages are computed here from sum and count, half up to four places more than the field has, so
 * that they are the same on both databases.
 */
final class Aggregation {
    private static final int MAX_GROUPS = 1_000;
    private static final int MAX_TERMS = 10;
    private static final int MORE_PLACES = 4;
    private static final int DIGITS = 31;

    private final QueryPlanner planner;
    private final Database database;
    private final RecordJson recordJson;

    Aggregation(QueryPlanner planner, Database database, RecordJson recordJson) {
        this.planner = planner;
        this.database = database;
        this.recordJson = recordJson;
    }

    Groups read(Caller caller, AggregateRequest request) {
        QueryPlan plan = planner.plan(caller, request.type(), request.filter(), request.q(), "");
        List<String> measureTexts = request.measures().isEmpty() ? List.of("count") : request.measures();
        if (request.group().size() > MAX_TERMS || measureTexts.size() > MAX_TERMS) {
            throw new Malformed(
                    "tooManyTerms",
                    Localized.of("分组和指标最多各 " + MAX_TERMS + " 个。", "At most " + MAX_TERMS + " groups and measures."));
        }
        List<Grouping> groups = request.group().stream()
                .distinct()
                .map(text -> Grouping.parse(text, name -> planner.paths().open(caller, plan.type(), name)))
                .toList();
        List<Measure> measures = measureTexts.stream()
                .distinct()
                .map(text -> Measure.parse(planner.seen(caller, request.type()), text))
                .toList();
        Rows from = new Rows(plan, groups.stream().anyMatch(Grouping::monthly));
        List<Field<?>> groupColumns = new ArrayList<>();
        groups.forEach(group -> plan.joins().model(group.path()));
        measures.forEach(measure -> model(plan.joins(), measure));
        groups.forEach(group -> groupColumns.add(from.column(
                group.of(plan.joins().model(group.path()).column(group.path().field())))));
        List<Field<?>> columns = new ArrayList<>(groupColumns);
        measures.forEach(measure -> columns.addAll(columns(from, model(plan.joins(), measure), measure)));
        return database.read(sql -> {
            SelectConditionStep<Record> matching = from.select(sql, columns);
            // Without groups there is one row even if nothing matches; Derby gives none behind an empty "group by".
            List<Record> rows = List.copyOf((groups.isEmpty()
                            ? matching
                            : matching.groupBy(groupColumns)
                                    .orderBy(groupColumns)
                                    .limit(MAX_GROUPS))
                    .fetch());
            return new Groups(groups, measures, rows, planner.titles().fetch(sql, caller, references(groups, rows)));
        });
    }

    /**
     * The rows to be grouped. Where some do not show all fields, or dates count by their months, the values are computed
     * first: databases group by columns rather than by expressions with parameters.
     */
    private static final class Rows {
        private final QueryPlan plan;
        private final boolean computed;
        private final List<Field<?>> inner =
                new ArrayList<>(List.of(DSL.inline(1).as(unquotedName("c0"))));

        Rows(QueryPlan plan, boolean computed) {
            this.plan = plan;
            this.computed = computed || plan.joins().isNarrow();
        }

        <T> Field<T> column(Field<T> column) {
            if (!computed) {
                return column;
            }
            Name name = unquotedName("c" + inner.size());
            inner.add(column.as(name));
            return DSL.field(unquotedName("narrow", name.last()), column.getDataType());
        }

        SelectConditionStep<Record> select(DSLContext sql, List<Field<?>> columns) {
            if (!computed) {
                return sql.select(columns).from(plan.joins().from()).where(plan.condition());
            }
            return sql.select(columns)
                    .from(sql.select(inner)
                            .from(plan.joins().from())
                            .where(plan.condition())
                            .asTable(unquotedName("narrow")))
                    .where(noCondition());
        }
    }

    private static QueryModel model(Joins joins, Measure measure) {
        return measure.field() == null ? joins.root() : joins.root(measure.field());
    }

    private static List<Field<?>> columns(Rows from, QueryModel model, Measure measure) {
        if (measure.function() == Measure.Function.COUNT) {
            return List.of(count());
        }
        Field<?> column = from.column(model.column(measure.field()));
        List<Field<?>> columns = new ArrayList<>(
                switch (measure.function()) {
                    case MIN -> List.of(min(column));
                    case MAX -> List.of(max(column));
                    case AVG -> List.of(total(column), count(column));
                    default -> List.of(total(column));
                });
        if (measure.field().kind() == FieldKind.MONEY) {
            Field<String> currency = from.column(model.currency(measure.field()));
            columns.add(min(currency));
            columns.add(max(currency));
        }
        return columns;
    }

    private static Field<BigDecimal> total(Field<?> column) {
        return column.getType() == Long.class
                ? sum(column.cast(SQLDataType.NUMERIC(DIGITS, 0)))
                : sum(column.coerce(BigDecimal.class));
    }

    private static Map<String, Set<Long>> references(List<Grouping> groups, List<Record> rows) {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (int at = 0; at < groups.size(); at++) {
            StoredField field = groups.get(at).path().field();
            if (field.kind() == FieldKind.REFERENCE) {
                Set<Long> ids = wanted.computeIfAbsent(field.target(), target -> new HashSet<>());
                for (Record row : rows) {
                    Long id = row.get(at, Long.class);
                    if (id != null) {
                        ids.add(id);
                    }
                }
            }
        }
        return wanted;
    }

    void write(Groups groups, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Record row : groups.rows()) {
            json.writeStartObject();
            int at = 0;
            for (Grouping group : groups.groupings()) {
                json.writeFieldName(group.text());
                group(groups, group, row.get(at), json);
                at++;
            }
            for (Measure measure : groups.measures()) {
                json.writeFieldName(measure.text());
                measure(measure, row, at, json);
                at += width(measure);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void group(Groups groups, Grouping group, Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (group.path().field().kind()) {
            case DATE -> json.writeString(Grouping.month((Integer) value));
            case REFERENCE ->
                RecordJson.reference("id", Ids.format((Long) value), groups.title(group, (Long) value), json);
            case REGION -> RecordJson.reference("code", (String) value, recordJson.region((String) value), json);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INTEGER -> json.writeNumber((Long) value);
            default -> json.writeString((String) value);
        }
    }

    /** How many columns a measure takes. */
    static int width(Measure measure) {
        int own = measure.function() == Measure.Function.AVG ? 2 : 1;
        boolean money = measure.field() != null && measure.field().kind() == FieldKind.MONEY;
        return money ? own + 2 : own;
    }

    private static void measure(Measure measure, Record row, int at, JsonGenerator json) throws IOException {
        if (measure.function() == Measure.Function.COUNT) {
            json.writeNumber(row.get(at, Long.class));
            return;
        }
        boolean average = measure.function() == Measure.Function.AVG;
        Object value = average ? average(measure, row, at) : row.get(at);
        if (value == null) {
            json.writeNull();
        } else if (measure.field().kind() == FieldKind.MONEY) {
            int currencies = at + width(measure) - 2;
            String lowest = row.get(currencies, String.class);
            String highest = row.get(currencies + 1, String.class);
            RecordJson.money((BigDecimal) value, lowest.equals(highest) ? lowest : null, json);
        } else if (measure.field().kind() == FieldKind.INTEGER && !average) {
            json.writeNumber(row.get(at, BigDecimal.class).toBigInteger());
        } else {
            json.writeString(text(value));
        }
    }

    static BigDecimal average(Measure measure, Record row, int at) {
        long number = row.get(at + 1, Long.class);
        return number == 0
                ? null
                : row.get(at, BigDecimal.class)
                        .divide(
                                BigDecimal.valueOf(number),
                                measure.field().scale() + MORE_PLACES,
                                RoundingMode.HALF_UP);
    }

    private static String text(Object value) {
        if (value instanceof LocalDateTime utc) {
            return RecordJson.instant(utc);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** Rows with the group's columns first, then those of the measures. */
    record Groups(
            List<Grouping> groupings,
            List<Measure> measures,
            List<Record> rows,
            Map<String, Map<Long, String>> titles) {
        /** What the record that a group is of is called; null if the caller may not know. */
        String title(Grouping group, Long id) {
            return titles.getOrDefault(group.path().field().target(), Map.of()).get(id);
        }
    }
}
