package org.penglai.crm.sales.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordChange.Create;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class QuotesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void amountsAreComputedHereWhateverIsSent(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot quote = quote(kernel, Map.of("headerDiscount", "10"));
            RecordSnapshot pump = product(kernel, "PUMP", "100");
            List<RecordSnapshot> lines = kernel.apply(
                    line(quote, pump, Map.of("quantity", "3")),
                    line(quote, pump, Map.of("quantity", "1", "discountRate", "0.10", "taxRate", "0.06")));
            RecordSnapshot now = now(kernel, quote);
            assertThat(gross(now)).isEqualByComparingTo("380.00");
            assertThat(amount(now, "net").add(amount(now, "tax"))).isEqualByComparingTo("380.00");
            assertThat(now.text("capitalAmount")).isEqualTo("叁佰捌拾元整");
            assertThat(now.get("discountShare", BigDecimal.class)).isEqualByComparingTo("0.05");
            assertThat(lines).extracting(line -> line.integer("position", 0)).containsExactly(1L, 2L);
            assertThat(gross(now(kernel, lines.get(0)))).isEqualByComparingTo("292.31");
            assertThat(gross(now(kernel, lines.get(1)))).isEqualByComparingTo("87.69");

            Caller seller =
                    new Caller(7, "seller", "Seller", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
            Map<String, Object> wishes = Map.of("gross", new Money(BigDecimal.ONE, "CNY"), "remark", "便宜些");
            kernel.records().apply(seller, List.of(new RecordChange.Update("quotes", quote.id(), null, wishes)));
            assertThat(gross(now(kernel, quote)))
                    .as("what a client sends is ignored")
                    .isEqualByComparingTo("380.00");
            assertThat(now(kernel, quote).text("remark")).isEqualTo("便宜些");

            kernel.delete(lines.get(1));
            assertThat(gross(now(kernel, quote))).isEqualByComparingTo("290.00");
            refused("headerDiscount", () -> kernel.update(quote, Map.of("headerDiscount", "300.01")));
            refused("quantity", () -> kernel.update(lines.get(0), Map.of("quantity", "0")));
            refused("discountRate", () -> kernel.update(lines.get(0), Map.of("discountRate", "1.1")));
            refused("taxRate", () -> kernel.update(lines.get(0), Map.of("taxRate", "0.17")));
            assertThat(gross(now(kernel, quote))).as("nothing half-written").isEqualByComparingTo("290.00");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theDeclaredOrderOfPriceListsHoldsAndIsSaidAtTheLine(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流", "level", "A"));
            RecordSnapshot pump = product(kernel, "PUMP", "100");
            RecordSnapshot quote = kernel.create("quotes", Map.of("customer", customer.id()));
            RecordSnapshot line =
                    kernel.apply(line(quote, pump, Map.of("quantity", "5"))).get(0);
            priced(kernel, line, "100", "catalogue", null);

            list(kernel, pump, Map.of("name", "通用", "priority", 9), Map.of("0", "95"));
            priced(kernel, again(kernel, line, "6"), "95", "general", "通用");
            list(kernel, pump, Map.of("name", "A 级"), Map.of("0", "90", "10", "85"));
            kernel.update(kernel.list("priceLists", "name==\"A 级\"", 1).get(0), Map.of("level", "A"));
            priced(kernel, again(kernel, line, "5"), "90", "level", "A 级");
            priced(kernel, again(kernel, line, "10"), "85", "level", "A 级 ≥ 10");
            list(kernel, pump, Map.of("name", "B 级", "level", "B"), Map.of("0", "1"));
            list(kernel, pump, Map.of("name", "协议", "customer", customer.id()), Map.of("0", "93"));
            list(
                    kernel,
                    pump,
                    Map.of("name", "旧协议", "customer", customer.id(), "validTo", "2020-01-01", "priority", 5),
                    Map.of("0", "2"));
            list(kernel, pump, Map.of("name", "美元", "customer", customer.id(), "currency", "USD"), Map.of("0", "3"));
            priced(kernel, again(kernel, line, "11"), "93", "customer", "协议");
            list(kernel, pump, Map.of("name", "促销", "customer", customer.id(), "priority", 1), Map.of("0", "94"));
            priced(kernel, again(kernel, line, "12"), "94", "customer", "促销");

            kernel.update(line, Map.of("unitPrice", "88"));
            priced(kernel, again(kernel, line, "20"), "88", "manual", null);
            RecordSnapshot dollars = kernel.create("quotes", Map.of("customer", customer.id(), "currency", "USD"));
            priced(kernel, kernel.apply(line(dollars, pump, Map.of())).get(0), "3", "customer", "美元");
            RecordSnapshot valve = product(kernel, "VALVE", "5");
            refused("unitPrice", () -> kernel.apply(line(dollars, valve, Map.of())));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aQuoteGoesFromDraftToOrderInRevisions(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot quote = quote(kernel, Map.of("currency", "USD"));
            conflict("noLines", () -> kernel.act(quote, "send", Map.of()));
            RecordSnapshot pump = product(kernel, "PUMP", "100");
            RecordSnapshot line = kernel.apply(line(quote, pump, Map.of("unitPrice", "20", "quantity", "2")))
                    .get(0);
            RecordSnapshot sent = kernel.act(quote, "send", Map.of());
            assertThat(sent.get("exchangeRate", BigDecimal.class)).isEqualByComparingTo("7.1");
            assertThat(amount(now(kernel, quote), "baseGross")).isEqualByComparingTo("284.00");
            conflict("notDraft", () -> kernel.update(line, Map.of("quantity", "3")));
            conflict("notDraft", () -> kernel.update(quote, Map.of("headerDiscount", "1")));
            conflict("notDraft", () -> kernel.delete(line));
            conflict("notDraft", () -> kernel.delete(quote));

            kernel.act(quote, "revise", Map.of());
            assertThat(now(kernel, quote).text("status")).isEqualTo("superseded");
            RecordSnapshot second = kernel.list("quotes", "revision==2", 2).get(0);
            assertThat(second.text("quoteNo")).isEqualTo(quote.text("quoteNo") + "-R2");
            assertThat(second.text("status")).isEqualTo("draft");
            assertThat(second.reference("root")).isEqualTo(quote.id());
            assertThat(gross(second)).isEqualByComparingTo("40.00");
            kernel.update(second, Map.of("headerDiscount", "4"));
            kernel.act(second, "send", Map.of());
            kernel.act(second, "accept", Map.of());
            kernel.act(second, "order", Map.of());
            conflict("ordered", () -> kernel.act(second, "order", Map.of()));

            RecordSnapshot order = kernel.list("orders", "", 2).get(0);
            assertThat(gross(order)).isEqualByComparingTo("36.00");
            kernel.act(order, "confirm", Map.of());
            assertThat(now(kernel, order).text("status")).isEqualTo("confirmed");
            assertThat(kernel.list("customers", "", 1).get(0).text("status")).isEqualTo("active");
            conflict("notApplicable", () -> kernel.act(order, "confirm", Map.of()));

            Money half = new Money(new BigDecimal("18.00"), "USD");
            kernel.update(
                    order, Map.of("paidAmount", half, "invoicedAmount", new Money(new BigDecimal("36.00"), "USD")));
            assertThat(now(kernel, order).text("paymentStatus")).isEqualTo("partial");
            assertThat(now(kernel, order).text("invoiceStatus")).isEqualTo("full");
            conflict("settled", () -> kernel.act(order, "cancel", Map.of("reason", "误下")));
            assertThatThrownBy(
                            () -> kernel.delete(kernel.list("customers", "", 1).get(0)))
                    .as("it has documents in effect")
                    .isInstanceOf(Conflict.class);
        }
    }

    /** Eight people write orders of five lines and change them: no error, and every sum is that of its lines. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ordersOfManyWritersAddUp(TestDatabase.Kind kind) throws Exception {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流"));
            RecordSnapshot pump = product(kernel, "PUMP", "19.99");
            ExecutorService people = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Void>> writers = new ArrayList<>();
                for (int writer = 0; writer < 8; writer++) {
                    long seed = writer;
                    writers.add(() -> {
                        write(kernel, customer, pump, new Random(seed));
                        return null;
                    });
                }
                for (Future<Void> one : people.invokeAll(writers)) {
                    one.get();
                }
            } finally {
                people.shutdownNow();
            }
            List<RecordSnapshot> orders = kernel.list("orders", "", 100);
            assertThat(orders).hasSize(16);
            for (RecordSnapshot order : orders) {
                List<RecordSnapshot> lines = kernel.list("orderLines", "order.orderNo==" + order.text("orderNo"), 10);
                assertThat(lines).hasSize(5);
                for (String name : List.of("net", "tax", "gross")) {
                    assertThat(lines.stream().map(line -> amount(line, name)).reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(amount(order, name));
                }
                assertThat(amount(order, "net").add(amount(order, "tax"))).isEqualByComparingTo(gross(order));
            }
        }
    }

    private static void write(TestKernel kernel, RecordSnapshot customer, RecordSnapshot pump, Random random) {
        for (int n = 0; n < 2; n++) {
            RecordChange[] changes = new RecordChange[6];
            changes[0] = new Create("orders", Map.of("customer", customer.id(), "headerDiscount", "0.05"), "order");
            IntStream.rangeClosed(1, 5)
                    .forEach(i -> changes[i] = new Create(
                            "orderLines",
                            Map.of(
                                    "order",
                                    RecordChange.made("order"),
                                    "product",
                                    pump.id(),
                                    "quantity",
                                    BigDecimal.valueOf(1 + random.nextInt(9_999), 3))));
            RecordSnapshot third = kernel.apply(changes).get(3);
            kernel.update(third, Map.of("quantity", BigDecimal.valueOf(1 + random.nextInt(9_999), 3)));
        }
    }

    private static RecordSnapshot again(TestKernel kernel, RecordSnapshot line, String quantity) {
        return kernel.update(line, Map.of("quantity", quantity));
    }

    private static void priced(TestKernel kernel, RecordSnapshot line, String price, String source, String reason) {
        RecordSnapshot now = now(kernel, line);
        assertThat(now.get("unitPrice", BigDecimal.class)).isEqualByComparingTo(price);
        assertThat(now.text("priceSource")).isEqualTo(source);
        assertThat(now.text("priceReason")).isEqualTo(reason);
    }

    private static void list(
            TestKernel kernel, RecordSnapshot product, Map<String, Object> values, Map<String, String> prices) {
        RecordSnapshot list = kernel.create("priceLists", values);
        prices.forEach((from, price) -> kernel.create(
                "priceListItems",
                Map.of("priceList", list.id(), "product", product.id(), "minQuantity", from, "unitPrice", price)));
    }

    private static RecordSnapshot product(TestKernel kernel, String sku, String price) {
        return kernel.create(
                "products",
                Map.of("sku", sku, "name", sku, "unit", "台", "listPrice", new Money(new BigDecimal(price), "CNY")));
    }

    private static RecordSnapshot quote(TestKernel kernel, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("customer", kernel.create("customers", Map.of("name", "远航物流")).id());
        return kernel.create("quotes", all);
    }

    private static RecordChange line(RecordSnapshot quote, RecordSnapshot product, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("quote", quote.id());
        all.put("product", product.id());
        return new Create("quoteLines", all);
    }

    private static RecordSnapshot now(TestKernel kernel, RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private static BigDecimal amount(RecordSnapshot record, String field) {
        return record.get(field, Money.class).amount();
    }

    private static BigDecimal gross(RecordSnapshot record) {
        return amount(record, "gross");
    }

    private static void refused(String field, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(Invalid.class, refusal -> assertThat(refusal.violations())
                .extracting("field")
                .contains(field));
    }

    private static void conflict(String code, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(Conflict.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
