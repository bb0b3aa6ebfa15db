package org.penglai.crm.receivables.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;

class AgingReportTest {
    private static final Instant NOW = Instant.now();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsOpenStandsWhereItsAgePutsItAndTheRowsBehindAddUp(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot draft = books.draft(books.customer, "1000");
        List<Integer> ages = List.of(-1, 0, 1, 30, 31, 60, 61, 90, 91, 400);
        for (int age : ages) {
            plan(books, draft, age, new Money(BigDecimal.valueOf(10L + ages.indexOf(age)), "CNY"));
        }
        assertThat(aging(books).rows()).as("not in effect").isEmpty();
        books.act(draft, "activate");
        RecordSnapshot dollars = books.kernel()
                .create(
                        "contracts",
                        Map.of(
                                "name",
                                "出口",
                                "customer",
                                books.customer.id(),
                                "amount",
                                new Money(new BigDecimal("10"), "USD")));
        plan(books, dollars, 5, new Money(new BigDecimal("10"), "USD"));
        books.act(dollars, "activate");
        RecordSnapshot paid = books.kernel()
                .list("paymentPlans", books.own() + ";amount=ge=19", 2)
                .get(0);
        books.share(books.confirmed("4"), paid, "4");

        ReportTable table = aging(books);
        assertThat(table.currency()).isEqualTo("CNY");
        assertThat(table.rows()).hasSize(1);
        ReportRow row = table.rows().get(0);
        assertThat(((Titled) row.values().get("key")).id()).isEqualTo(books.customer.id());
        Map<String, String> expected = new HashMap<>(Map.of("notDue", "21", "days30", "96", "days60", "29"));
        expected.putAll(Map.of("days90", "33", "older", "33", "total", "212"));
        expected.forEach((column, amount) ->
                assertThat((BigDecimal) row.values().get(column)).as(column).isEqualByComparingTo(amount));
        BigDecimal behind = books.kernel().list("paymentPlans", row.behind().filter(), 50).stream()
                .map(plan -> plan.get("baseOpen", Money.class).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(behind).isEqualByComparingTo("212");
    }

    private static void plan(Books books, RecordSnapshot contract, int age, Money amount) {
        LocalDate today = LocalDate.ofInstant(NOW, Caller.system().zone());
        books.kernel()
                .create(
                        "paymentPlans",
                        Map.of(
                                "contract",
                                contract.id(),
                                "amount",
                                amount,
                                "dueOn",
                                today.minusDays(age).toString()));
    }

    private static ReportTable aging(Books books) {
        AgingReport report = new AgingReport(books.kernel().totals(), Books.currencies());
        return report.run(new Report.Input(
                Caller.system(), Map.of("by", "customer", "customer", RecordId.format(books.customer.id())), NOW));
    }
}
