package org.penglai.crm.sales.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.internal.DocumentTemplatesType;
import org.penglai.crm.documents.internal.Forms;
import org.penglai.crm.documents.internal.PrintedDocuments;
import org.penglai.crm.documents.spi.Documents;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.sales.internal.order.OrderForm;
import org.penglai.crm.sales.internal.quote.QuoteForm;
import org.penglai.crm.testkit.TestKernel;

/** Quotes on paper say what the record says. */
class PrintedQuotesTest {
    private static final int LINES = 40;

    private final Forms forms = new Forms();
    private TestKernel kernel;
    private Documents documents;
    private RecordSnapshot quote;

    @BeforeEach
    void fortyLines() {
        forms.formCame(new QuoteForm());
        forms.formCame(new OrderForm());
        kernel = SalesKernel.on(
                TestDatabase.Kind.DERBY, Clock.systemUTC(), new DocumentTemplatesType(() -> kernel.types(), forms));
        documents = new PrintedDocuments(kernel.types(), kernel.records(), new TwoCurrencies(), forms);
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "喆堃䶮（上海）物流有限公司"));
        quote = kernel.create(
                "quotes", Map.of("customer", customer.id(), "headerDiscount", "12.34", "quotedOn", "2026-11-02"));
        List<RecordChange> products = new ArrayList<>();
        for (int i = 1; i <= LINES; i++) {
            products.add(new RecordChange.Create(
                    "products",
                    Map.of(
                            "sku",
                            "P-" + i,
                            "name",
                            "仓储货架" + "加长".repeat(i % 9) + " 第" + i + "型",
                            "unit",
                            "台",
                            "listPrice",
                            new Money(new BigDecimal("1234.56"), "CNY"))));
        }
        List<RecordChange> lines = new ArrayList<>();
        for (RecordSnapshot product : kernel.apply(products.toArray(RecordChange[]::new))) {
            Map<String, Object> values = new HashMap<>(Map.of("quote", quote.id(), "product", product.id()));
            values.put("quantity", String.valueOf(lines.size() + 1));
            values.put("discountRate", "0.1");
            lines.add(new RecordChange.Create("quoteLines", values));
        }
        kernel.apply(lines.toArray(RecordChange[]::new));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void allLinesAndTheTotalsOfTheRecordStandOnItsPages() throws Exception {
        RecordSnapshot now = kernel.now(quote).orElseThrow();
        String gross = amount(now, "gross");
        Documents.Printed printed = documents.print(Caller.system(), "quotes", quote.id(), Locale.CHINA);
        assertThat(printed.fileName()).isEqualTo(now.text("quoteNo") + ".pdf");
        try (PDDocument pdf = Loader.loadPDF(printed.content())) {
            int pages = pdf.getNumberOfPages();
            assertThat(pages).isGreaterThan(1);
            PDFTextStripper all = new PDFTextStripper();
            all.setSortByPosition(true);
            String text = all.getText(pdf);
            assertThat(text.replace(",", ""))
                    .contains("¥" + gross)
                    .contains("¥" + amount(now, "net"))
                    .contains("¥" + amount(now, "tax"));
            assertThat(text).contains(now.text("capitalAmount"), "喆堃䶮（上海）物流有限公司", "2026年11月2日", "12.34");
            for (int i = 1; i <= LINES; i++) {
                assertThat(text).containsPattern(Pattern.quote("P-" + i) + "\\b");
            }
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper one = new PDFTextStripper();
                one.setSortByPosition(true);
                one.setStartPage(page);
                one.setEndPage(page);
                String own = one.getText(pdf);
                assertThat(own).contains("第 " + page + " 页，共 " + pages + " 页");
                if (own.contains("P-")) {
                    assertThat(own).as("head of page " + page).contains("品名", "价税合计");
                }
            }
        }
        assertThat(text(Locale.ENGLISH))
                .contains("Quote no.: " + now.text("quoteNo"), "2 Nov 2026", "Unit price", "Page 1 of ");
    }

    @Test
    void administratorsWriteTheirOwnTemplatesAndBeginWithTheShippedOne() throws Exception {
        RecordSnapshot own = kernel.create("documentTemplates", Map.of("name", "我们的报价单", "recordType", "quotes"));
        assertThat(own.text("body")).startsWith("# 报价单");
        kernel.update(
                own, Map.of("body", "# 蓬莱股份报价 {quoteNo}\n{customer.name} / {customer.level}\n[lines name 3, gross 1]"));
        assertThat(text(Locale.CHINA)).contains("蓬莱股份报价", "有限公司 /").doesNotContain("客户确认");
        assertThat(text(Locale.ENGLISH)).as("of the other language").contains("Quote no.");

        refused("{customer.colour}, colour", Map.of("body", "{customer.colour}\n[lines colour]"), own);
        refused("第 2 行", Map.of("body", "x\n[lines name wide]"), own);
        refused("orders, quotes", Map.of("recordType", "planets"), own);

        kernel.update(own, Map.of("inUse", false));
        assertThat(text(Locale.CHINA)).contains("客户确认");
        assertThatThrownBy(() -> documents.print(Caller.system(), "customers", 1, Locale.CHINA))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> documents.print(Caller.system(), "quotes", 1, Locale.CHINA))
                .isInstanceOf(NotFound.class);
    }

    private void refused(String part, Map<String, Object> values, RecordSnapshot template) {
        assertThatThrownBy(() -> kernel.update(template, values))
                .isInstanceOfSatisfying(Invalid.class, refusal -> assertThat(
                                refusal.violations().get(0).message().zh())
                        .contains(part));
    }

    /** As people write it. */
    private static String amount(RecordSnapshot record, String field) {
        return record.get(field, Money.class)
                .amount()
                .setScale(2, RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private String text(Locale language) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(
                documents.print(Caller.system(), "quotes", quote.id(), language).content())) {
            return new PDFTextStripper().getText(pdf);
        }
    }
}
