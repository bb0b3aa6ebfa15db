package org.penglai.crm.sales.internal.report;

import static org.penglai.crm.sales.internal.opportunity.SalesKernel.CONTACTED;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.LOST;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.NEEDS;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.QUOTED;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.WON;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.yuan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.document.TwoCurrencies;
import org.penglai.crm.sales.internal.opportunity.HistoryKeeper;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.sales.internal.target.ForecastCommitType;
import org.penglai.crm.sales.internal.target.TargetType;
import org.penglai.crm.security.internal.department.DepartmentsType;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.testkit.TestKernel;

/**
 * Five deals of two people over a spring, small enough to be counted by hand:
 *
 * <pre>
 *            2 March          then                                            April
 * A  Zhang   100,000 contact  5th needs, 12th quoted and committed            3rd won
 * B  Zhang    50,000 needs    20th won
 * C  Li       80,000 quoted                                                   2nd 90,000
 * D  Li       30,000 contact  10th lost
 * E  Zhang                                                                    5th begun with 20,000
 * </pre>
 *
 * Zhang works in the east until 4 April, then in the west, where Li is.
 */
final class SpringOfDeals implements AutoCloseable {
    static final Caller SYSTEM = Caller.system();

    final MovedClock clock = new MovedClock();
    final TestKernel kernel;
    final RecordSnapshot east;
    final RecordSnapshot west;
    final RecordSnapshot zhang;
    final RecordSnapshot li;
    private final HistoryKeeper keeper;
    private final Map<String, RecordSnapshot> deals = new HashMap<>();

    SpringOfDeals(TestDatabase.Kind kind) {
        kernel = SalesKernel.on(
                kind, clock, new UsersType(), new DepartmentsType(), new TargetType(), new ForecastCommitType());
        keeper = new HistoryKeeper(kernel.records(), new TwoCurrencies());
        on("2026-03-01");
        east = kernel.create("departments", Map.of("name", "华东"));
        west = kernel.create("departments", Map.of("name", "华西"));
        zhang = kernel.create("users", Map.of("username", "zhang", "name", "张三", "department", east.id()));
        li = kernel.create("users", Map.of("username", "li", "name", "李四", "department", west.id()));
    }

    void on(String day) {
        clock.set(Instant.parse(day + "T09:00:00Z"));
    }

    void march() {
        on("2026-03-02");
        begin("A", zhang, CONTACTED, 100_000, "2026-04-15");
        begin("B", zhang, NEEDS, 50_000, "2026-04-20");
        begin("C", li, QUOTED, 80_000, "2026-05-10");
        begin("D", li, CONTACTED, 30_000, "2026-04-01");
        on("2026-03-05");
        change("A", Map.of("stage", NEEDS));
        on("2026-03-10");
        change("D", Map.of("stage", LOST, "closeReason", "price"));
        commit("2026-04-10", 90_000);
        on("2026-03-12");
        change("A", Map.of("stage", QUOTED, "forecastCategory", "commit"));
        on("2026-03-20");
        change("B", Map.of("stage", WON, "closeReason", "product"));
        on("2026-03-25");
        commit("2026-04-01", 120_000);
        on("2026-03-31");
    }

    void april() {
        on("2026-04-02");
        change("C", Map.of("amount", yuan(90_000)));
        commit("2026-04-30", 80_000);
        on("2026-04-03");
        change("A", Map.of("stage", WON, "closeReason", "product"));
        on("2026-04-04");
        kernel.update(zhang, Map.of("department", west.id()));
        tell("users", zhang, "department");
        on("2026-04-05");
        begin("E", zhang, CONTACTED, 20_000, "2026-05-31");
    }

    RecordSnapshot deal(String name) {
        return deals.get(name);
    }

    /** What handlers of events hear. */
    void tell(String type, RecordSnapshot record, String field) {
        keeper.handle(new RecordEvent(
                1, clock.instant(), type, record.id(), 1, "updated", 0, Map.of(field, List.of("before", "after"))));
    }

    private void begin(String name, RecordSnapshot owner, long stage, long amount, String expected) {
        deals.put(
                name,
                SalesKernel.opportunity(
                        kernel,
                        Map.of(
                                "name",
                                name,
                                "owner",
                                owner.id(),
                                "stage",
                                stage,
                                "amount",
                                yuan(amount),
                                "expectedCloseOn",
                                LocalDate.parse(expected))));
    }

    void change(String name, Map<String, Object> values) {
        kernel.update(deal(name), values);
    }

    RecordSnapshot product(String name, String category) {
        return kernel.create("products", Map.of("sku", name, "name", name, "category", category, "listPrice", yuan(1)));
    }

    void line(String deal, RecordSnapshot product, long quantity, long price) {
        kernel.create(
                "opportunityLines",
                Map.of(
                        "opportunity",
                        deal(deal).id(),
                        "product",
                        product.id(),
                        "quantity",
                        Long.toString(quantity),
                        "unitPrice",
                        Long.toString(price)));
    }

    RecordSnapshot customer(String name) {
        return kernel.create("customers", Map.of("name", name));
    }

    /** A confirmed order. */
    RecordSnapshot order(RecordSnapshot customer, RecordSnapshot endCustomer, RecordSnapshot product, long amount) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("customer", customer.id()));
        if (endCustomer != null) {
            values.put("endCustomer", endCustomer.id());
        }
        RecordSnapshot order = kernel.create("orders", values);
        kernel.create(
                "orderLines",
                Map.of(
                        "order",
                        order.id(),
                        "product",
                        product.id(),
                        "quantity",
                        "1",
                        "unitPrice",
                        Long.toString(amount)));
        kernel.act(order, "confirm", Map.of());
        return order;
    }

    private void commit(String day, long amount) {
        kernel.create(
                "forecastCommits",
                Map.of("period", LocalDate.parse(day), "amount", Long.toString(amount), "owner", zhang.id()));
    }

    FunnelReport funnel() {
        return new FunnelReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    ForecastReport forecast() {
        return new ForecastReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    RankingReport ranking() {
        return new RankingReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    PerformanceReport performance() {
        return new PerformanceReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    TargetReport targets() {
        return new TargetReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    RevenueReport revenue() {
        return new RevenueReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    DigestReport digest() {
        return new DigestReport(kernel.records(), kernel.totals(), new TwoCurrencies());
    }

    /** @param parameters name, value, name, value ... */
    ReportTable run(Report report, String... parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ReportParameter each : report.definition().parameters()) {
            values.put(each.name(), each.defaultValue());
        }
        for (int at = 0; at < parameters.length; at += 2) {
            values.put(parameters[at], parameters[at + 1]);
        }
        return report.run(new Report.Input(SYSTEM, values, clock.instant()));
    }

    @Override
    public void close() {
        kernel.close();
    }
}
