package org.penglai.crm.sales.internal.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.fulfilment.FulfilmentSource;
import org.penglai.crm.api.fulfilment.LineProgress;
import org.penglai.crm.api.fulfilment.OrderedLine;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Lines;

/** Asks the systems that know it how far the lines of orders in progress are, and writes their answers to the lines. */
@Component
public final class ReportedProgress implements PeriodicWork {
    private static final String IN_PROGRESS = OrderLineType.ORDER + "." + Documents.STATUS + "==" + OrderType.CONFIRMED;

    private final Records records;
    private final List<FulfilmentSource> sources = new CopyOnWriteArrayList<>();

    /** @param tables only there when the tables are */
    @Activate
    public ReportedProgress(@Reference Records records, @Reference(target = Sales.TABLES) DataSource tables) {
        this(records);
    }

    ReportedProgress(Records records) {
        this.records = records;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(FulfilmentSource source) {
        sources.add(source);
    }

    void remove(FulfilmentSource source) {
        sources.remove(source);
    }

    @Override
    public String name() {
        return "sales.reportedProgress";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        for (FulfilmentSource source : sources) {
            RecordSweep.runTogether(records, OrderLineType.TYPE, IN_PROGRESS, lines -> answers(source, lines, now));
        }
    }

    private Function<RecordSnapshot, Map<String, Object>> answers(
            FulfilmentSource source, List<RecordSnapshot> lines, Instant now) {
        Map<Long, String> numbers = new HashMap<>();
        Map<Long, LineProgress> answers = new HashMap<>();
        source.progress(lines.stream()
                        .map(line -> new OrderedLine(
                                line.id(),
                                numbers.computeIfAbsent(line.reference(OrderLineType.ORDER), this::number),
                                line.integer(Lines.POSITION, 0),
                                line.text(Lines.SKU),
                                line.get(Lines.QUANTITY, BigDecimal.class)))
                        .toList())
                .forEach(answer -> answers.put(answer.line(), answer));
        return line -> answers.containsKey(line.id()) ? values(line, answers.get(line.id()), now) : Map.of();
    }

    private String number(Long order) {
        return records.find(Caller.system(), OrderType.TYPE, order)
                .map(found -> found.text(OrderType.NUMBER))
                .orElse("");
    }

    /** Only what is new: a line about which nothing has changed is not written. */
    private static Map<String, Object> values(RecordSnapshot line, LineProgress answer, Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(OrderLineType.STOCK, answer.stock());
        values.put(OrderLineType.PRODUCTION, production(answer.production()));
        values.put(OrderLineType.DELIVERED, delivered(line, answer.delivered()));
        values.put(OrderLineType.EXPECTED_ON, answer.expectedOn());
        values.put(OrderLineType.TRACKING, answer.trackingNo());
        values.entrySet()
                .removeIf(value ->
                        value.getValue() == null || isSame(line.values().get(value.getKey()), value.getValue()));
        if (!values.isEmpty()) {
            values.put(OrderLineType.REPORTED_AT, now);
        }
        return values;
    }

    /** Never less than what has come back, nor more than was ordered. */
    private static BigDecimal delivered(RecordSnapshot line, BigDecimal quantity) {
        return quantity == null
                ? null
                : quantity.min(line.get(Lines.QUANTITY, BigDecimal.class))
                        .max(OrderLineType.quantity(line, OrderLineType.RETURNED));
    }

    private static String production(LineProgress.Production production) {
        return production == null
                ? null
                : switch (production) {
                    case NONE -> Progress.NONE;
                    case IN_PRODUCTION -> Progress.IN_PRODUCTION;
                    case FINISHED -> Progress.FINISHED;
                };
    }

    private static boolean isSame(Object before, Object after) {
        return before instanceof BigDecimal one && after instanceof BigDecimal other
                ? one.compareTo(other) == 0
                : Objects.equals(before, after);
    }
}
