package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.contract.ContractType;

/** An invoice is for a contract or an order of its customer; an order hears what of it is invoiced. */
final class InvoiceLinkRules implements RecordHook {
    private static final Set<String> NOT_YET = Set.of(ContractType.DRAFT, ContractType.VOIDED, "cancelled");
    private static final String INVOICED = "invoicedAmount";

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot link = input.after() == null ? input.before() : input.after();
        boolean turned =
                input.before() != null && input.after() != null && Fixed.changed(input, InvoiceLinkType.EFFECTIVE);
        if (turned) {
            BigDecimal amount = Amounts.of(link, AMOUNT);
            tell(outcome, input, InvoiceLinkType.isEffective(link) ? amount : amount.negate());
            return outcome;
        }
        Optional<RecordSnapshot> invoice =
                Receivables.target(input.records(), InvoiceType.TYPE, link, InvoiceLinkType.INVOICE);
        invoice.ifPresent(InvoiceType.FIXED::require);
        if (input.after() == null || invoice.isEmpty()) {
            return outcome;
        }
        Optional<RecordSnapshot> contract =
                Receivables.target(input.records(), ContractType.TYPE, link, InvoiceLinkType.CONTRACT);
        Optional<RecordSnapshot> order = Receivables.target(input.records(), Receivables.ORDERS, link, ORDER);
        if (contract.isPresent() == order.isPresent()) {
            return outcome.reject(Violation.of(
                    InvoiceLinkType.CONTRACT, "required", "请填写合同或订单中的一个。", "Either a contract or an order is needed."));
        }
        check(outcome, link, invoice.get(), contract.or(() -> order).orElseThrow());
        return outcome.set(
                InvoiceLinkType.TITLE,
                contract.map(found -> found.text(ContractType.NUMBER))
                        .or(() -> order.map(found -> found.text("orderNo")))
                        .orElse(null));
    }

    private void check(Outcome outcome, RecordSnapshot link, RecordSnapshot invoice, RecordSnapshot document) {
        String field = link.reference(ORDER) == null ? InvoiceLinkType.CONTRACT : ORDER;
        if (!Objects.equals(document.reference(CUSTOMER), invoice.reference(CUSTOMER))) {
            outcome.reject(Violation.of(field, "otherCustomer", "不是发票客户的单据。", "It is not of the invoice's customer."));
        }
        if (NOT_YET.contains(document.text(STATUS))) {
            outcome.reject(Violation.of(field, "notInEffect", "合同或订单尚未生效。", "It is not in effect."));
        }
        Money amount = link.get(AMOUNT, Money.class);
        boolean red = invoice.reference(InvoiceType.ORIGINAL) != null;
        if (amount.amount().signum() != (red ? -1 : 1)) {
            outcome.reject(Violation.of(
                    AMOUNT,
                    "outOfRange",
                    red ? "红字发票的金额为负数。" : "金额必须大于零。",
                    red ? "Amounts of a red invoice are negative." : "The amount is more than nothing."));
        }
        if (!amount.currency().equals(invoice.text(InvoiceType.CURRENCY))) {
            outcome.reject(Violation.of(AMOUNT, "otherCurrency", "币种须与发票一致。", "It has the invoice's currency."));
        }
    }

    /** The order is at the version that the sum was made from, or the write is planned anew. */
    private static void tell(Outcome outcome, Input input, BigDecimal more) {
        Receivables.target(input.records(), Receivables.ORDERS, input.after(), ORDER)
                .ifPresent(order -> {
                    Money gross = order.get("gross", Money.class);
                    BigDecimal invoiced = Amounts.of(order, INVOICED).add(more);
                    if (invoiced.signum() < 0 || more.signum() > 0 && invoiced.compareTo(gross.amount()) > 0) {
                        outcome.reject(Violation.of(
                                AMOUNT,
                                "exceedsOrder",
                                "开票将超过订单金额，或红冲超过已开票金额。",
                                "More would be invoiced, or taken back, than there is."));
                    }
                    outcome.follow(new RecordChange.Update(
                            Receivables.ORDERS,
                            order.id(),
                            order.version(),
                            Map.of(INVOICED, new Money(invoiced, gross.currency()))));
                });
    }
}
