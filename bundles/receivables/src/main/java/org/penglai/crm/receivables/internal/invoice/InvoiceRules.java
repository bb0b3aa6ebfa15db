package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;

/** An invoice keeps its buyer as the customer's invoice title said when it was chosen. */
final class InvoiceRules implements RecordHook {
    static final String TITLES = "invoiceTitles";
    private static final Map<String, String> PRINTED = printed();

    private final Currencies currencies;

    InvoiceRules(Currencies currencies) {
        this.currencies = currencies;
    }

    private static Map<String, String> printed() {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> from = List.of("title", "taxNo", "address", "phone", "bankName", "bankAccount");
        for (int i = 0; i < from.size(); i++) {
            fields.put(InvoiceType.BUYER.get(i), from.get(i));
        }
        return fields;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot invoice = input.after();
        if (invoice == null) {
            return outcome;
        }
        if (Fixed.changed(input, InvoiceType.CURRENCY)) {
            Amounts.checkCurrency(outcome, currencies, invoice.text(InvoiceType.CURRENCY), InvoiceType.CURRENCY);
        }
        boolean made = input.before() == null;
        if (made && invoice.text("buyerName") != null
                || !made && !Fixed.changed(input, InvoiceType.TITLE) && !Fixed.changed(input, CUSTOMER)) {
            return outcome;
        }
        Optional<RecordSnapshot> title = title(input);
        if (title.isPresent() && !Objects.equals(title.get().reference(CUSTOMER), invoice.reference(CUSTOMER))) {
            return outcome.reject(Violation.of(
                    InvoiceType.TITLE, "otherCustomer", "不是该客户的开票信息。", "This is the title of another customer."));
        }
        if (title.isPresent()) {
            PRINTED.forEach((own, its) -> outcome.set(own, title.get().values().get(its)));
            return outcome.set(InvoiceType.TITLE, title.get().id());
        }
        return outcome.set(
                "buyerName",
                Receivables.target(input.records(), Receivables.CUSTOMERS, invoice, CUSTOMER)
                        .map(customer -> customer.text("name"))
                        .orElse(null));
    }

    private static Optional<RecordSnapshot> title(Input input) {
        RecordSnapshot invoice = input.after();
        if (invoice.reference(InvoiceType.TITLE) != null) {
            return Receivables.target(input.records(), TITLES, invoice, InvoiceType.TITLE);
        }
        String standard = "customer==" + RecordId.format(invoice.reference(CUSTOMER)) + ";isDefault==true";
        return input.records().list(Caller.system(), TITLES, new RecordQuery(standard, "id", 1)).stream()
                .findFirst();
    }
}
