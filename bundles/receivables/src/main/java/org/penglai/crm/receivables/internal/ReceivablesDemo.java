package org.penglai.crm.receivables.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.demo.DemoTable;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.receivables.internal.contract.ContractType;
import org.penglai.crm.receivables.internal.invoice.InvoiceLineType;
import org.penglai.crm.receivables.internal.invoice.InvoiceLinkType;
import org.penglai.crm.receivables.internal.invoice.InvoiceType;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;
import org.penglai.crm.receivables.internal.receipt.AllocationType;
import org.penglai.crm.receivables.internal.receipt.ReceiptType;

/** Two years of contracts with the invented customers, and of what they paid, were late with or paid in advance. */
@Component
public final class ReceivablesDemo implements DemoData {
    private static final Set<String> REFERENCES =
            Set.of("customer", "contract", "receipt", "paymentPlan", "original", "invoice");
    private static final Set<String> AMOUNTS = Set.of("amount", "baseAmount");

    @Override
    public String module() {
        return Receivables.MODULE;
    }

    @Override
    public List<DemoRecord> records() {
        return Stream.of(
                        ContractType.TYPE,
                        PaymentPlanType.TYPE,
                        ReceiptType.TYPE,
                        AllocationType.TYPE,
                        InvoiceType.TYPE,
                        InvoiceLineType.TYPE,
                        InvoiceLinkType.TYPE)
                .flatMap(type ->
                        DemoTable.records(ReceivablesDemo.class, type, REFERENCES, ReceivablesDemo::value).stream())
                .toList();
    }

    private static Object value(String column, String cell) {
        if (AMOUNTS.contains(column)) {
            return new Money(new BigDecimal(cell), "CNY");
        }
        return column.equals("termNo") ? (Object) Long.valueOf(cell) : cell;
    }
}
