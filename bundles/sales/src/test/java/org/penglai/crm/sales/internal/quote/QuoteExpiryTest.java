package org.penglai.crm.sales.internal.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class QuoteExpiryTest {
    /** Midnight in Shanghai after 5 March. */
    private static final Instant MIDNIGHT = Instant.parse("2026-03-05T16:00:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aQuoteHoldsToTheEndOfItsLastDayUnlessItWasAnswered(TestDatabase.Kind kind) throws Exception {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot sent = quote(kernel, true);
            RecordSnapshot accepted = quote(kernel, true);
            kernel.act(accepted, "accept", Map.of());
            RecordSnapshot draft = quote(kernel, false);
            QuoteExpiry expiry = new QuoteExpiry(kernel.records());

            expiry.run(MIDNIGHT.minusSeconds(1));
            assertThat(status(kernel, sent)).isEqualTo("sent");
            expiry.run(MIDNIGHT);
            expiry.run(MIDNIGHT);
            assertThat(status(kernel, sent)).isEqualTo("expired");
            assertThat(status(kernel, accepted)).isEqualTo("accepted");
            assertThat(status(kernel, draft)).isEqualTo("draft");
            kernel.act(sent, "revise", Map.of());
        }
    }

    private static String status(TestKernel kernel, RecordSnapshot quote) {
        return kernel.now(quote).orElseThrow().text("status");
    }

    private static RecordSnapshot quote(TestKernel kernel, boolean send) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流"));
        RecordSnapshot quote = kernel.create(
                "quotes", Map.of("customer", customer.id(), "quotedOn", "2026-03-01", "validUntil", "2026-03-05"));
        RecordSnapshot product = kernel.create(
                "products",
                Map.of(
                        "sku",
                        "P" + quote.id(),
                        "name",
                        "水泵",
                        "unit",
                        "台",
                        "listPrice",
                        new Money(BigDecimal.TEN, "CNY")));
        kernel.create("quoteLines", Map.of("quote", quote.id(), "product", product.id()));
        return send ? kernel.act(quote, "send", Map.of()) : quote;
    }
}
