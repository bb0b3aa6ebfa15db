package org.penglai.crm.sales.internal.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class ReturnsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatComesBackIsLimitedToWhatWasDeliveredAndWorthItsShare(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot order = order(kernel, "3", "33.34");
            RecordSnapshot line = kernel.list("orderLines", "", 1).get(0);
            conflict("notConfirmed", () -> kernel.act(line, "deliver", Map.of("quantity", "1")));
            kernel.act(order, "confirm", Map.of());
            conflict("nothingDelivered", () -> kernel.act(order, "return", Map.of()));
            refused("quantity", () -> kernel.act(line, "deliver", Map.of("quantity", "4")));
            kernel.act(line, "deliver", Map.of("quantity", "2"));
            assertThat(now(kernel, order).text("deliveryStatus")).isEqualTo("partial");
            conflict("delivered", () -> kernel.act(order, "cancel", Map.of("reason", "误下")));
            kernel.act(order, "deliver", Map.of());
            assertThat(now(kernel, order).text("deliveryStatus")).isEqualTo("delivered");

            RecordSnapshot first = returned(kernel, order, "1");
            refused("quantity", () -> kernel.update(lineOf(kernel, first), Map.of("quantity", "3.5")));
            assertThat(amount(first, kernel, "gross")).isEqualByComparingTo("33.34");
            assertThat(amount(now(kernel, order), "returnedAmount"))
                    .as("a draft counts for nothing")
                    .isZero();
            RecordSnapshot second = returned(kernel, order, "2");
            RecordSnapshot third = returned(kernel, order, "1");
            kernel.act(first, "confirm", Map.of());
            kernel.act(second, "confirm", Map.of());
            refused("quantity", () -> kernel.act(third, "confirm", Map.of()));
            RecordSnapshot all = now(kernel, order);
            assertThat(amount(all, "returnedAmount")).isEqualByComparingTo("100.02");
            assertThat(amount(all, "dueAmount")).isZero();
            assertThat(all.text("paymentStatus"))
                    .as("nothing is left to be paid")
                    .isEqualTo("paid");
            for (RecordSnapshot each : kernel.list("orderReturns", "status==confirmed", 5)) {
                assertThat(amount(each, "net").add(amount(each, "tax"))).isEqualByComparingTo(amount(each, "gross"));
            }
            conflict("notDraft", () -> kernel.update(first, Map.of("reason", "quality")));
            conflict("notDraft", () -> kernel.delete(first));
            conflict("notDraft", () -> kernel.delete(lineOf(kernel, first)));

            kernel.act(first, "cancel", Map.of("reason", "误收"));
            assertThat(amount(now(kernel, order), "dueAmount")).isEqualByComparingTo("33.34");
            assertThat(now(kernel, order).text("paymentStatus")).isEqualTo("unpaid");
            kernel.act(third, "confirm", Map.of());
            assertThat(amount(now(kernel, order), "dueAmount")).isZero();
        }
    }

    /** A discount on the whole and a tax that does not divide: all parts together are the line, to the cent. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void allPartsTogetherAreWorthTheLine(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot order = order(kernel, "7", "9.99");
            kernel.update(order, Map.of("headerDiscount", "1.01"));
            kernel.act(order, "confirm", Map.of());
            kernel.act(order, "deliver", Map.of());
            RecordSnapshot line = kernel.list("orderLines", "", 1).get(0);
            BigDecimal gross = BigDecimal.ZERO;
            BigDecimal net = BigDecimal.ZERO;
            for (String quantity : List.of("1", "2", "0.5", "3.5")) {
                RecordSnapshot part = returned(kernel, order, quantity);
                kernel.act(part, "confirm", Map.of());
                gross = gross.add(amount(part, kernel, "gross"));
                net = net.add(amount(part, kernel, "net"));
            }
            assertThat(gross).isEqualByComparingTo(amount(line, "gross"));
            assertThat(net).isEqualByComparingTo(amount(line, "net"));
            assertThat(amount(now(kernel, order), "returnedAmount"))
                    .isEqualByComparingTo(amount(order, kernel, "gross"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aReturnIsOfOneOrderInEffect(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot order = order(kernel, "2", "10");
            refused("order", () -> kernel.create("orderReturns", Map.of("order", order.id())));
            kernel.act(order, "confirm", Map.of());
            RecordSnapshot other = order(kernel, "2", "10");
            RecordSnapshot foreign = kernel.list("orderLines", "", 2).get(1);
            RecordSnapshot document = kernel.create("orderReturns", Map.of("order", order.id()));
            assertThat(document.reference("customer")).isEqualTo(order.reference("customer"));
            assertThat(document.text("currency")).isEqualTo("CNY");
            conflict("noLines", () -> kernel.act(document, "confirm", Map.of()));
            refused(
                    "orderLine",
                    () -> kernel.create(
                            "orderReturnLines",
                            Map.of("orderReturn", document.id(), "orderLine", foreign.id(), "quantity", "1")));
            refused("order", () -> kernel.update(document, Map.of("order", other.id())));
            kernel.delete(document);
            assertThat(kernel.list("orderReturns", "", 5)).isEmpty();
        }
    }

    private static RecordSnapshot order(TestKernel kernel, String quantity, String price) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流"));
        RecordSnapshot pump = kernel.create("products", Map.of("sku", "P" + customer.id(), "name", "泵", "unit", "台"));
        RecordSnapshot order = kernel.create("orders", Map.of("customer", customer.id()));
        kernel.create(
                "orderLines",
                Map.of("order", order.id(), "product", pump.id(), "quantity", quantity, "unitPrice", price));
        return order;
    }

    private static RecordSnapshot returned(TestKernel kernel, RecordSnapshot order, String quantity) {
        kernel.act(order, "return", Map.of());
        List<RecordSnapshot> all = kernel.list("orderReturns", "status==draft", 9);
        RecordSnapshot document = all.get(all.size() - 1);
        kernel.update(lineOf(kernel, document), Map.of("quantity", quantity));
        return document;
    }

    private static RecordSnapshot lineOf(TestKernel kernel, RecordSnapshot document) {
        return kernel.list("orderReturnLines", "", 99).stream()
                .filter(line -> line.reference("orderReturn").equals(document.id()))
                .findFirst()
                .orElseThrow();
    }

    private static RecordSnapshot now(TestKernel kernel, RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private static BigDecimal amount(RecordSnapshot record, TestKernel kernel, String field) {
        return amount(now(kernel, record), field);
    }

    private static BigDecimal amount(RecordSnapshot record, String field) {
        return record.get(field, Money.class).amount();
    }

    private static void refused(String field, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.violations())
                .extracting(Violation::field)
                .contains(field));
    }

    private static void conflict(String code, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(Conflict.class, conflict -> assertThat(conflict.code())
                .isEqualTo(code));
    }
}
