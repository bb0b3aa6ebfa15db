package org.penglai.crm.sales.internal.opportunity.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class OpportunityLinesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theAmountIsThatOfTheLinesAndTheHistoryTellsOfIt(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot deal = SalesKernel.opportunity(kernel, Map.of("amount", SalesKernel.yuan(5000)));
            RecordSnapshot pump = product(kernel, "PUMP", "100");
            RecordSnapshot first = line(kernel, deal, pump, Map.of("quantity", "3"));
            RecordSnapshot second = line(kernel, deal, pump, Map.of("quantity", "2", "discountRate", "0.10"));
            assertThat(amount(kernel, deal)).isEqualByComparingTo("480.00");
            kernel.update(deal, Map.of("amount", SalesKernel.yuan(9), "nextStep", "拜访"));
            assertThat(amount(kernel, deal)).as("what is sent is ignored").isEqualByComparingTo("480.00");

            kernel.apply(
                    new RecordChange.Update("opportunities", deal.id(), null, Map.of("stage", SalesKernel.NEEDS)),
                    new RecordChange.Update("opportunityLines", first.id(), null, Map.of("quantity", "5")));
            List<RecordSnapshot> held = kernel.list("stageChanges", history(deal) + ";until=null=true", 10);
            assertThat(held).as("one row tells how it stands").hasSize(1);
            assertThat(held.get(0).get("amount", Money.class).amount()).isEqualByComparingTo("680.00");
            assertThat(held.get(0).reference("to")).isEqualTo(SalesKernel.NEEDS);
            assertThat(kernel.list("stageChanges", history(deal), 10))
                    .extracting(row -> row.get("amount", Money.class).amount().intValueExact())
                    .containsExactly(5000, 300, 480, 680);

            kernel.delete(first);
            assertThat(amount(kernel, deal)).isEqualByComparingTo("180.00");
            kernel.delete(second);
            kernel.update(deal, Map.of("amount", SalesKernel.yuan(7000)));
            assertThat(amount(kernel, deal))
                    .as("without lines it is free again")
                    .isEqualByComparingTo("7000");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aQuoteTakesTheLinesOverAtTheirPrices(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot deal = SalesKernel.opportunity(kernel, Map.of("remark", "对价格敏感"));
            RecordSnapshot pump = product(kernel, "PUMP", "100");
            RecordSnapshot line = line(kernel, deal, pump, Map.of("quantity", "3", "unitPrice", "88"));
            line(kernel, deal, pump, Map.of("quantity", "1"));
            kernel.update(pump, Map.of("listPrice", new Money(new BigDecimal("120"), "CNY")));

            kernel.act(deal, "quote", Map.of());
            RecordSnapshot quote = kernel.list("quotes", "", 2).get(0);
            assertThat(quote.reference("opportunity")).isEqualTo(deal.id());
            assertThat(quote.reference("customer")).isEqualTo(deal.reference("customer"));
            assertThat(quote.text("remark"))
                    .as("what is noted about a deal stays there")
                    .isNull();
            assertThat(quote.get("gross", Money.class).amount()).isEqualByComparingTo("364.00");
            assertThat(kernel.list("quoteLines", "", 5))
                    .extracting(each -> each.text("priceSource"))
                    .containsExactly("manual", "catalogue");

            kernel.update(deal, Map.of("stage", SalesKernel.WON, "closeReason", "price"));
            assertThatThrownBy(() -> kernel.update(line, Map.of("quantity", "4")))
                    .as("a closed deal keeps its lines")
                    .isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> kernel.act(deal, "quote", Map.of())).isInstanceOf(Conflict.class);
        }
    }

    private static String history(RecordSnapshot deal) {
        return "opportunity==" + RecordId.format(deal.id());
    }

    private static BigDecimal amount(TestKernel kernel, RecordSnapshot deal) {
        return kernel.now(deal).orElseThrow().get("amount", Money.class).amount();
    }

    private static RecordSnapshot product(TestKernel kernel, String sku, String price) {
        return kernel.create(
                "products", Map.of("sku", sku, "name", "泵", "listPrice", new Money(new BigDecimal(price), "CNY")));
    }

    private static RecordSnapshot line(
            TestKernel kernel, RecordSnapshot deal, RecordSnapshot product, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("opportunity", deal.id());
        values.put("product", product.id());
        return kernel.create("opportunityLines", values);
    }
}
