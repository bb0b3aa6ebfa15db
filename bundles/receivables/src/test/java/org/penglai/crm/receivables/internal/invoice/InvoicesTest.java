package org.penglai.crm.receivables.internal.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.receivables.internal.Books.refused;
import static org.penglai.crm.receivables.internal.Books.yuan;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;

class InvoicesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aContractIsInvoicedInPartsAndTakenBackInRed(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        books.kernel()
                .create(
                        "invoiceTitles",
                        Map.of(
                                "customer",
                                books.customer.id(),
                                "title",
                                "远航物流有限公司",
                                "taxNo",
                                "91370100MA3C000006",
                                "bankAccount",
                                "6222020200112233",
                                "isDefault",
                                true));
        RecordSnapshot contract = books.contract("1000");
        RecordSnapshot invoice = invoice(books, "113");
        books.text(invoice, "buyerName", "远航物流有限公司");
        books.text(invoice, "buyerAccount", "6222020200112233");
        books.amounts(invoice, "net", "100");
        books.amounts(invoice, "tax", "13");
        books.text(invoice, "capitalAmount", "壹佰壹拾叁元整");
        RecordSnapshot link = link(books, invoice, contract, "100");
        refused("linksDiffer", () -> issue(books, invoice, "24372000000011111111"));
        books.amounts(contract, "invoicedAmount", "0");
        books.kernel().update(link, Map.of("amount", yuan("113")));
        issue(books, invoice, "24372000000011111111");
        books.amounts(contract, "invoicedAmount", "113");
        books.text(contract, "invoiceStatus", "partial");
        books.amounts(contract, "paidAmount", "0");
        refused("notDraft", () -> books.kernel().update(link, Map.of("amount", yuan("1"))));
        refused("notDraft", () -> books.kernel().update(invoice, Map.of("buyerName", "别人")));

        RecordSnapshot tooMuch = invoice(books, "887.01");
        link(books, tooMuch, contract, "887.01");
        refused("exceedsContract", () -> issue(books, tooMuch, "24372000000022222222"));

        books.act(invoice, "red");
        RecordSnapshot red = books.kernel()
                .list("invoices", books.own() + ";original=null=false", 2)
                .get(0);
        books.amounts(red, "gross", "-113");
        RecordSnapshot line = books.kernel()
                .list("invoiceLines", "quantity=lt=0;invoice.customer==" + RecordId.format(books.customer.id()), 2)
                .get(0);
        RecordSnapshot taken = books.kernel()
                .list("invoiceLinks", "amount=lt=0;invoice.customer==" + RecordId.format(books.customer.id()), 2)
                .get(0);
        refused("outOfRange", () -> books.kernel().update(line, Map.of("quantity", "1")));
        books.kernel().update(line, Map.of("unitPrice", "13"));
        books.kernel().update(taken, Map.of("amount", yuan("-13")));
        issue(books, red, "24372000000033333333");
        books.amounts(contract, "invoicedAmount", "100");
        books.amounts(invoice, "redAmount", "13");
        books.text(invoice, "status", "issued");
        refused("takenBack", () -> books.because(invoice, "void"));
        refused("notApplicable", () -> books.act(red, "red"));

        books.act(invoice, "red");
        RecordSnapshot again = books.kernel()
                .list("invoices", books.own() + ";original=null=false;status==requested", 2)
                .get(0);
        refused("exceedsInvoiced", () -> issue(books, again, "24372000000044444444"));
        books.because(red, "void");
        books.amounts(contract, "invoicedAmount", "113");
        issue(books, again, "24372000000044444444");
        books.amounts(contract, "invoicedAmount", "0");
        books.text(invoice, "status", "redFlushed");
        books.text(contract, "invoiceStatus", "none");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anOrderHearsWhatOfItIsInvoiced(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot order = books.order("226");
        RecordSnapshot invoice = invoice(books, "226");
        books.text(invoice, "buyerName", "远航物流");
        books.kernel()
                .create("invoiceLinks", Map.of("invoice", invoice.id(), "order", order.id(), "amount", yuan("226")));
        issue(books, invoice, "1");
        books.text(order, "invoiceStatus", "full");
        RecordSnapshot more = invoice(books, "1");
        books.kernel().create("invoiceLinks", Map.of("invoice", more.id(), "order", order.id(), "amount", yuan("1")));
        refused("exceedsOrder", () -> issue(books, more, "2"));
        books.because(invoice, "void");
        books.text(order, "invoiceStatus", "none");
        books.amounts(order, "paidAmount", "0");
        assertThat(books.now(more).text("status")).isEqualTo("requested");
    }

    private static RecordSnapshot invoice(Books books, String gross) {
        RecordSnapshot invoice = books.kernel().create("invoices", Map.of("customer", books.customer.id()));
        Map<String, Object> line = new HashMap<>();
        line.put("invoice", invoice.id());
        line.put("name", "仓储服务");
        line.put("unitPrice", gross);
        books.kernel().create("invoiceLines", line);
        return invoice;
    }

    private static RecordSnapshot link(Books books, RecordSnapshot invoice, RecordSnapshot contract, String amount) {
        return books.kernel()
                .create(
                        "invoiceLinks",
                        Map.of("invoice", invoice.id(), "contract", contract.id(), "amount", yuan(amount)));
    }

    private static void issue(Books books, RecordSnapshot invoice, String number) {
        books.kernel().act(invoice, "issue", Map.of("invoiceNo", number));
    }
}
