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
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;

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
        List<FieldPath> groups = request.group().stream()
                .distinct()
                .map(name -> groupable(planner.paths().open(caller, plan.type(), name)))
                .toList();
        List<Measure> measures = measureTexts.stream()
                .distinct()
                .map(text -> Measure.parse(planner.seen(caller, request.type()), text))
                .toList();
        Rows from = new Rows(plan);
        List<Field<?>> groupColumns = new ArrayList<>();
        groups.forEach(path -> plan.joins().model(path));
        measures.forEach(measure -> model(plan.joins(), measure));
        groups.forEach(
                path -> groupColumns.add(from.column(plan.joins().model(path).column(path.field()))));
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

    static FieldPath groupable(FieldPath path) {
        boolean fits = !path.isInitials()
                && !path.field().sensitive()
                && switch (path.field().kind()) {
                    case ENUMERATION, PICKLIST, REFERENCE, BOOLEAN, REGION, TEXT, INTEGER -> true;
                    default -> false;
                };
        if (!fits) {
            throw new Invalid(Violation.of(
                    path.text(),
                    "notGroupable",
                    "不能按字段 " + path.text() + " 分组。",
                    "The field " + path.text() + " cannot be grouped by."));
        }
        return path;
    }

    /**
     * The rows to be grouped. Where some do not show all fields, what they show is computed first: databases group by
     * columns rather than by expressions with parameters.
     */
    private static final class Rows {
        private final QueryPlan plan;
        private final List<Field<?>> inner =
                new ArrayList<>(List.of(DSL.inline(1).as(unquotedName("c0"))));

        Rows(QueryPlan plan) {
            this.plan = plan;
        }

        <T> Field<T> column(Field<T> column) {
            if (!plan.joins().isNarrow()) {
                return column;
            }
            Name name = unquotedName("c" + inner.size());
            inner.add(column.as(name));
            return DSL.field(unquotedName("narrow", name.last()), column.getDataType());
        }

        SelectConditionStep<Record> select(DSLContext sql, List<Field<?>> columns) {
            if (!plan.joins().isNarrow()) {
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

    private static Map<String, Set<Long>> references(List<FieldPath> groups, List<Record> rows) {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (int at = 0; at < groups.size(); at++) {
            if (groups.get(at).field().kind() == FieldKind.REFERENCE) {
                Set<Long> ids = wanted.computeIfAbsent(groups.get(at).field().target(), target -> new HashSet<>());
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
            for (FieldPath path : groups.paths()) {
                json.writeFieldName(path.text());
                group(groups, path, row.get(at), json);
                at++;
            }
            for (Measure measure : groups.measures()) {
                json.writeFieldName(measure.text());
                at = measure(measure, row, at, json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void group(Groups groups, FieldPath path, Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (path.field().kind()) {
            case REFERENCE ->
                RecordJson.reference(
                        "id",
                        Ids.format((Long) value),
                        groups.titles()
                                .getOrDefault(path.field().target(), Map.of())
                                .get((Long) value),
                        json);
            case REGION -> RecordJson.reference("code", (String) value, recordJson.region((String) value), json);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INTEGER -> json.writeNumber((Long) value);
            default -> json.writeString((String) value);
        }
    }

    /** @return position of the next measure */
    private static int measure(Measure measure, Record row, int at, JsonGenerator json) throws IOException {
        if (measure.function() == Measure.Function.COUNT) {
            json.writeNumber(row.get(at, Long.class));
            return at + 1;
        }
        boolean average = measure.function() == Measure.Function.AVG;
        Object value = average ? average(measure, row, at) : row.get(at);
        int next = at + (average ? 2 : 1);
        boolean money = measure.field().kind() == FieldKind.MONEY;
        if (value == null) {
            json.writeNull();
        } else if (money) {
            String lowest = row.get(next, String.class);
            String highest = row.get(next + 1, String.class);
            RecordJson.money((BigDecimal) value, lowest.equals(highest) ? lowest : null, json);
        } else if (measure.field().kind() == FieldKind.INTEGER && !average) {
            json.writeNumber(row.get(at, BigDecimal.class).toBigInteger());
        } else {
            json.writeString(text(value));
        }
        return money ? next + 2 : next;
    }

    private static BigDecimal average(Measure measure, Record row, int at) {
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
            List<FieldPath> paths, List<Measure> measures, List<Record> rows, Map<String, Map<Long, String>> titles) {}
}
