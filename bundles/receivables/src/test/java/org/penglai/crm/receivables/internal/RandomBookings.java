package org.penglai.crm.receivables.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.testkit.TestKernel;

/** What people may do with the books of one customer, in any order, with any amount. Most of it is refused. */
final class RandomBookings {
    private final Books books;
    private final TestKernel kernel;
    private final Random random;
    private final Map<String, List<RecordSnapshot>> made = new HashMap<>();
    private int done;

    RandomBookings(Books books, Random random) {
        this.books = books;
        this.kernel = books.kernel();
        this.random = random;
        keep("contracts", books.contract("1000"));
        keep("contracts", books.contract("300"));
        keep("orders", books.order("500"));
        keep(
                "paymentPlans",
                kernel.create(
                        "paymentPlans",
                        Map.of("order", one("orders").id(), "amount", Books.yuan("450"), "dueOn", Books.FAR)));
        made.get("contracts").forEach(contract -> keep("paymentPlans", books.plan(contract)));
    }

    /** How many were carried out and not refused. */
    int done() {
        return done;
    }

    /** One step; a refusal is an answer, anything else a mistake. */
    void step() {
        try {
            book();
            done++;
        } catch (CrmException refused) {
            // as often as not
        }
    }

    private void book() {
        switch (random.nextInt(22)) {
            case 0, 1, 2 -> keep("receipts", books.receipt(amount(400), Map.of("method", method())));
            case 3, 4 -> books.act(one("receipts"), "confirm");
            case 5, 6, 7 -> keep("receiptAllocations", books.share(one("receipts"), one("paymentPlans"), amount(200)));
            case 8 ->
                keep(
                        "receiptAllocations",
                        kernel.apply(
                                        books.sharing(one("receipts"), one("paymentPlans"), amount(100)),
                                        books.sharing(one("receipts"), one("paymentPlans"), amount(100)))
                                .get(0));
            case 9 -> kernel.update(one("receiptAllocations"), Map.of("amount", Books.yuan(amount(200))));
            case 10 -> kernel.delete(one("receiptAllocations"));
            case 11 -> books.act(one("receipts"), "allocate");
            case 12 -> books.because(one("receipts"), random.nextBoolean() ? "void" : "bounce");
            case 13 -> keep("receipts", books.refund(one("receipts"), amount(100)));
            case 14 ->
                keep(
                        "paymentPlans",
                        kernel.create(
                                "paymentPlans",
                                Map.of(
                                        "contract",
                                        one("contracts").id(),
                                        "amount",
                                        Books.yuan(amount(300)),
                                        "dueOn",
                                        Books.FAR)));
            case 15 -> kernel.update(one("paymentPlans"), Map.of("amount", Books.yuan(amount(600))));
            case 16 ->
                kernel.act(one("contracts"), "amend", Map.of("amount", Books.yuan(amount(1_500)), "reason", "谈判"));
            case 17 -> invoice();
            case 18 -> books.because(one("invoices"), "void");
            case 19 -> goods();
            case 20 -> goodsChange();
            default -> red();
        }
    }

    /** A contract that comes to what its lines come to. */
    private void goods() {
        RecordChange head = new RecordChange.Create(
                "contracts",
                Map.of(
                        "name",
                        "供货",
                        "customer",
                        books.customer.id(),
                        "endOn",
                        Books.FAR,
                        "priceIncludesTax",
                        random.nextBoolean()),
                "contract");
        List<RecordSnapshot> all = kernel.apply(head, line(), line());
        keep("drafts", all.get(0));
        keep("contractLines", all.get(1));
        keep("contractLines", all.get(2));
    }

    private RecordChange line() {
        return new RecordChange.Create(
                "contractLines",
                Map.of(
                        "contract",
                        RecordChange.made("contract"),
                        "name",
                        "泵",
                        "quantity",
                        BigDecimal.valueOf(1 + random.nextInt(9_999), 3).toPlainString(),
                        "unitPrice",
                        amount(200),
                        "taxRate",
                        random.nextBoolean() ? "0.13" : "0.06"));
    }

    private void goodsChange() {
        switch (random.nextInt(5)) {
            case 0 -> kernel.update(one("contractLines"), Map.of("discountRate", "0." + random.nextInt(100)));
            case 1 -> kernel.update(one("contractLines"), Map.of("unitPrice", amount(300)));
            case 2 -> kernel.update(one("drafts"), Map.of("headerDiscount", amount(100)));
            case 3 -> kernel.delete(one("contractLines"));
            default -> {
                RecordSnapshot draft = one("drafts");
                books.act(draft, "activate");
                keep("contracts", draft);
                keep("paymentPlans", books.plan(draft));
            }
        }
    }

    private void invoice() {
        String amount = amount(500);
        RecordChange.Create head = new RecordChange.Create("invoices", books.ofCustomer(), "invoice");
        RecordChange line = new RecordChange.Create(
                "invoiceLines",
                Map.of(
                        "invoice",
                        RecordChange.made("invoice"),
                        "name",
                        "服务",
                        "unitPrice",
                        amount,
                        "taxRate",
                        random.nextBoolean() ? "0.13" : "0.06"));
        boolean order = random.nextInt(3) == 0;
        RecordChange link = new RecordChange.Create(
                "invoiceLinks",
                Map.of(
                        "invoice",
                        RecordChange.made("invoice"),
                        order ? "order" : "contract",
                        one(order ? "orders" : "contracts").id(),
                        "amount",
                        Books.yuan(amount)));
        RecordSnapshot invoice = kernel.apply(head, line, link).get(0);
        keep("invoices", invoice);
        kernel.act(invoice, "issue", Map.of("invoiceNo", "N" + invoice.id()));
    }

    private void red() {
        RecordSnapshot invoice = one("invoices");
        books.act(invoice, "red");
        kernel.list("invoices", books.own() + ";status==requested;original=null=false", 10)
                .forEach(red -> {
                    keep("invoices", red);
                    kernel.act(red, "issue", Map.of("invoiceNo", "R" + red.id()));
                });
    }

    private String method() {
        return random.nextInt(4) == 0 ? "acceptanceBill" : "bank";
    }

    private String amount(int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most * 100), 2).toPlainString();
    }

    private RecordSnapshot one(String type) {
        List<RecordSnapshot> all = made.getOrDefault(type, List.of());
        if (all.isEmpty()) {
            throw new NotFound("none", Localized.same("nothing there yet"));
        }
        return all.get(random.nextInt(all.size()));
    }

    private void keep(String type, RecordSnapshot record) {
        made.computeIfAbsent(type, name -> new ArrayList<>()).add(record);
    }
}
