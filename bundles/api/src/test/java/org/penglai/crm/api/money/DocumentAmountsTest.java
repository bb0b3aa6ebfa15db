package org.penglai.crm.api.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentAmountsTest {
    private static final int RANDOM_DOCUMENTS = 5_000;
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    /** A thousand documents in five currencies, computed by a program of its own in another language. */
    @Test
    void everyKnownDocumentComesOutToTheMinorUnit() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/money/money-cases.json")) {
            JsonNode cases = new ObjectMapper().readTree(in);
            assertThat(cases).hasSize(1_000);
            for (int i = 0; i < cases.size(); i++) {
                JsonNode document = cases.get(i);
                DocumentAmounts amounts = computed(document);
                assertThat(amounts.lines()).as("case " + i).isEqualTo(expected(document.get("expectedLines")));
                assertThat(amounts.totals()).as("case " + i).isEqualTo(amounts(document.get("expectedTotals")));
            }
        }
    }

    @Test
    void whatALineSaysAddsUpAndSoDoesTheDocument() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int n = 0; n < RANDOM_DOCUMENTS; n++) {
            String where = "seed " + seed + ", document " + n;
            int units = random.nextInt(4);
            boolean inclusive = random.nextBoolean();
            List<DocumentLine> lines = lines(random);
            BigDecimal bases =
                    sum(DocumentAmounts.of(units, inclusive, ZERO, lines).bases(), units);
            BigDecimal discount =
                    bases.multiply(BigDecimal.valueOf(random.nextInt(101), 2)).setScale(units, RoundingMode.DOWN);
            DocumentAmounts amounts = DocumentAmounts.of(units, inclusive, discount, lines);
            for (LineAmounts line : amounts.lines()) {
                assertThat(line.net().add(line.tax())).as(where).isEqualTo(line.gross());
                assertThat(line.tax().scale()).as(where).isEqualTo(units);
            }
            LineAmounts totals = amounts.totals();
            assertThat(totals.net().add(totals.tax())).as(where).isEqualTo(totals.gross());
            assertThat(inclusive ? totals.gross() : totals.net())
                    .as(where)
                    .isEqualByComparingTo(bases.subtract(discount));
        }
    }

    @Test
    void aDiscountIsNoMoreThanTheWhole() {
        List<DocumentLine> lines = List.of(line("1", "100"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentAmounts.of(2, true, new BigDecimal("100.01"), lines));
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentAmounts.of(2, true, new BigDecimal("-1"), lines));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentAmounts.of(2, true, new BigDecimal("0.001"), lines));
        assertThat(DocumentAmounts.of(2, true, new BigDecimal("100"), lines)
                        .totals()
                        .gross())
                .isEqualByComparingTo(ZERO);
        assertThat(DocumentAmounts.of(2, true, ZERO, List.of()).totals().gross())
                .isEqualByComparingTo(ZERO);
    }

    private static DocumentLine line(String quantity, String price) {
        return new DocumentLine(new BigDecimal(quantity), new BigDecimal(price), ZERO, new BigDecimal("0.13"));
    }

    private static List<DocumentLine> lines(Random random) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(9))
                .mapToObj(i -> new DocumentLine(
                        BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7)),
                        BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7)),
                        BigDecimal.valueOf(random.nextInt(101), 2),
                        BigDecimal.valueOf(random.nextInt(18), 2)))
                .toList();
    }

    private static BigDecimal sum(List<BigDecimal> amounts, int units) {
        return amounts.stream().reduce(ZERO.setScale(units), BigDecimal::add);
    }

    private static DocumentAmounts computed(JsonNode document) {
        List<DocumentLine> lines = new ArrayList<>();
        document.get("lines")
                .forEach(line -> lines.add(new DocumentLine(
                        decimal(line, "quantity"),
                        decimal(line, "unitPrice"),
                        decimal(line, "discountRate"),
                        decimal(line, "taxRate"))));
        return DocumentAmounts.of(
                Currency.getInstance(document.get("currency").asText()).getDefaultFractionDigits(),
                document.get("priceIncludesTax").asBoolean(),
                decimal(document, "headerDiscount"),
                lines);
    }

    private static List<LineAmounts> expected(JsonNode lines) {
        List<LineAmounts> amounts = new ArrayList<>();
        lines.forEach(line -> amounts.add(amounts(line)));
        return amounts;
    }

    private static LineAmounts amounts(JsonNode node) {
        return new LineAmounts(decimal(node, "net"), decimal(node, "tax"), decimal(node, "gross"));
    }

    private static BigDecimal decimal(JsonNode node, String name) {
        return new BigDecimal(node.get(name).asText());
    }
}
