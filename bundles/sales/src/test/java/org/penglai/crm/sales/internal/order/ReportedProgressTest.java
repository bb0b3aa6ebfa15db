package org.penglai.crm.sales.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.fulfilment.LineProgress;
import org.penglai.crm.api.fulfilment.LineProgress.Production;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class ReportedProgressTest {
    private static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatAnotherSystemKnowsIsShownAtTheLines(TestDatabase.Kind kind) throws InterruptedException {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot order = order(kernel);
            RecordSnapshot draft = order(kernel);
            kernel.act(order, "confirm", Map.of());
            RecordSnapshot first = kernel.list("orderLines", "", 4).get(0);
            RecordSnapshot second = kernel.list("orderLines", "", 4).get(1);
            LocalDate day = LocalDate.of(2026, 12, 1);
            ReportedProgress progress = new ReportedProgress(kernel.records());
            progress.run(NOON);
            progress.add(lines -> {
                assertThat(lines).as("drafts are nobody's business").hasSize(2);
                assertThat(lines.get(1).orderNo()).isEqualTo(order.text("orderNo"));
                assertThat(lines.get(1).position()).isEqualTo(2);
                return List.of(
                        new LineProgress(first.id(), number("40"), Production.FINISHED, number("9"), day, "SF1"),
                        new LineProgress(second.id(), null, Production.IN_PRODUCTION, null, null, null));
            });
            progress.run(NOON);
            RecordSnapshot line = kernel.now(first).orElseThrow();
            assertThat(line.get("stockQuantity", BigDecimal.class)).isEqualByComparingTo("40");
            assertThat(line.get("deliveredQuantity", BigDecimal.class))
                    .as("no more than was ordered")
                    .isEqualByComparingTo("3");
            assertThat(line.text("productionStatus")).isEqualTo("finished");
            assertThat(line.text("trackingNo")).isEqualTo("SF1");
            assertThat(line.get("expectedOn", LocalDate.class)).isEqualTo(day);
            assertThat(line.get("reportedAt", Instant.class)).isEqualTo(NOON);
            RecordSnapshot now = kernel.now(order).orElseThrow();
            assertThat(now.text("productionStatus")).isEqualTo("inProduction");
            assertThat(now.text("deliveryStatus")).isEqualTo("partial");

            progress.run(NOON.plusSeconds(120));
            assertThat(kernel.now(first).orElseThrow().version())
                    .as("what has not changed is not written")
                    .isEqualTo(line.version());
            assertThat(kernel.now(draft).orElseThrow().text("deliveryStatus")).isEqualTo("none");
        }
    }

    private static RecordSnapshot order(TestKernel kernel) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流"));
        RecordSnapshot pump = kernel.create("products", Map.of("sku", "P" + customer.id(), "name", "泵", "unit", "台"));
        RecordSnapshot order = kernel.create("orders", Map.of("customer", customer.id()));
        for (String price : List.of("10", "20")) {
            kernel.create(
                    "orderLines",
                    Map.of("order", order.id(), "product", pump.id(), "quantity", "3", "unitPrice", price));
        }
        return order;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
