package org.penglai.crm.receivables.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.receivables.internal.Books.refused;
import static org.penglai.crm.receivables.internal.Books.yuan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.internal.Forms;
import org.penglai.crm.documents.internal.PrintedDocuments;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;

class ContractLinesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aContractBeginsWithTheLinesOfItsOrderAndAsksForNothingTwice(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot order = twoLines(books);
        RecordSnapshot plan = books.kernel()
                .create("paymentPlans", Map.of("order", order.id(), "amount", yuan("1152.60"), "dueOn", Books.FAR));
        RecordSnapshot contract = of(books, order);
        assertThat(books.amount(order, "gross")).isEqualByComparingTo("1152.60");
        for (String field : List.of("net", "tax")) {
            assertThat(books.amount(contract, field)).as(field).isEqualByComparingTo(books.amount(order, field));
        }
        books.amounts(contract, "amount", "1152.60");
        books.text(contract, "capitalAmount", "壹仟壹佰伍拾贰元陆角整");
        assertThat(lines(books, contract)).hasSize(2);

        RecordSnapshot line = lines(books, contract).get(0);
        books.kernel().update(line, Map.of("quantity", "2"));
        books.amounts(contract, "amount", "2169.60");
        books.kernel().update(contract, Map.of("amount", yuan("1")));
        books.amounts(contract, "amount", "2169.60");
        books.kernel().update(line, Map.of("quantity", "1"));
        refused("outOfRange", () -> books.kernel().update(contract, Map.of("headerDiscount", "5000")));
        refused("outOfRange", () -> books.kernel().update(line, Map.of("quantity", "0")));

        books.act(contract, "activate");
        assertThat(books.now(plan).reference("contract")).isEqualTo(contract.id());
        assertThat(books.kernel().list("paymentPlans", books.own(), 9)).hasSize(1);
        refused("notDraft", () -> books.kernel().update(line, Map.of("quantity", "3")));
        books.share(books.confirmed("1152.60"), plan, "1152.60");
        books.text(contract, "paymentStatus", "paid");
        books.text(order, "paymentStatus", "paid");
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void theOrderIsOfTheSameCustomerAndAllowed(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot foreign = twoLines(Books.on(kind));
        refused("otherCustomer", () -> of(books, foreign));
        RecordSnapshot cancelled = twoLines(books);
        books.because(cancelled, "cancel");
        refused("ended", () -> of(books, cancelled));
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void onPaperItSaysWhatTheRecordSays(TestDatabase.Kind kind) throws Exception {
        Books books = Books.on(kind);
        Forms forms = new Forms();
        forms.formCame(new ContractForm());
        RecordSnapshot contract = of(books, twoLines(books));
        PrintedDocuments documents =
                new PrintedDocuments(books.kernel().types(), books.kernel().records(), Books.currencies(), forms);
        try (PDDocument pdf = Loader.loadPDF(documents
                .print(Caller.system(), "contracts", contract.id(), Locale.CHINA)
                .content())) {
            assertThat(new PDFTextStripper().getText(pdf).replace(",", ""))
                    .contains("远航物流", "¥1152.60", "壹仟壹佰伍拾贰元陆角整", "离心泵", "安装调试", "第 1 页，共 1 页");
        }
    }

    /** 1,130 with a tenth off and 226, less 90.40 on the whole. */
    private static RecordSnapshot twoLines(Books books) {
        RecordSnapshot order =
                books.kernel().create("orders", Map.of("customer", books.customer.id(), "headerDiscount", "90.40"));
        Map<String, String> goods = Map.of("离心泵", "1130", "安装调试", "226");
        for (String name : List.of("离心泵", "安装调试")) {
            RecordSnapshot product =
                    books.kernel().create("products", Map.of("sku", name + order.id(), "name", name, "unit", "台"));
            books.kernel()
                    .create(
                            "orderLines",
                            Map.of(
                                    "order",
                                    order.id(),
                                    "product",
                                    product.id(),
                                    "quantity",
                                    "1",
                                    "unitPrice",
                                    goods.get(name),
                                    "discountRate",
                                    name.equals("离心泵") ? "0.1" : "0"));
        }
        books.act(order, "confirm");
        return order;
    }

    private static RecordSnapshot of(Books books, RecordSnapshot order) {
        return books.kernel()
                .create(
                        "contracts",
                        Map.of(
                                "name",
                                "泵站合同",
                                "customer",
                                books.customer.id(),
                                "order",
                                order.id(),
                                "endOn",
                                Books.FAR));
    }

    private static List<RecordSnapshot> lines(Books books, RecordSnapshot contract) {
        return books.kernel().list("contractLines", "contract==" + RecordId.format(contract.id()), 9);
    }
}
