package org.penglai.crm.receivables.internal;

import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.receivables.internal.contract.ContractLineType;
import org.penglai.crm.receivables.internal.contract.ContractType;
import org.penglai.crm.receivables.internal.invoice.InvoiceLineType;
import org.penglai.crm.receivables.internal.invoice.InvoiceLinkType;
import org.penglai.crm.receivables.internal.invoice.InvoiceType;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;
import org.penglai.crm.receivables.internal.receipt.AllocationType;
import org.penglai.crm.receivables.internal.receipt.ReceiptType;
import org.penglai.crm.testkit.DefinitionContract;

class DefinitionTest extends DefinitionContract {

    DefinitionTest() {
        super(Receivables.UNIT);
    }

    @Override
    protected Stream<RecordDefinition> definitions() {
        return Stream.of(
                new ContractType(null).definition(),
                new ContractLineType().definition(),
                new PaymentPlanType(null).definition(),
                new ReceiptType(null).definition(),
                new AllocationType().definition(),
                new InvoiceType(null).definition(),
                new InvoiceLineType().definition(),
                new InvoiceLinkType().definition());
    }
}
