package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.contract.ContractType;

/** Which contract or order an invoice is for, and with how much of it. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class InvoiceLinkType implements RecordType {
    public static final String TYPE = "invoiceLinks";
    public static final String CONTRACT = "contract";
    static final String INVOICE = "invoice";
    static final String TITLE = "title";
    static final String EFFECTIVE = "effective";

    /** Whether it counts as invoiced: its invoice is issued. */
    public static boolean isEffective(RecordSnapshot link) {
        return Boolean.TRUE.equals(link.get(EFFECTIVE, Boolean.class));
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Receivables.MODULE, TYPE, InvoiceLink.class)
                .unit(Receivables.UNIT)
                .label("开票关联", "Invoiced document", "Invoiced documents")
                .title(TITLE)
                .field(TITLE, TEXT, f -> f.label("名称", "Title").computed())
                .reference(INVOICE, InvoiceType.TYPE, OnDelete.CASCADE, f -> f.label("发票", "Invoice")
                        .required())
                .reference(CONTRACT, ContractType.TYPE, OnDelete.RESTRICT, f -> f.label("合同", "Contract"))
                .reference(ORDER, Receivables.ORDERS, OnDelete.RESTRICT, f -> f.label("订单", "Order"))
                .field(AMOUNT, MONEY, f -> f.label("开票金额", "Amount").required())
                .field(EFFECTIVE, BOOLEAN, f -> f.label("已开票", "Issued")
                        .computed()
                        .defaultValue(false))
                .view("all", "全部关联", "All", "-createdAt", "", TITLE, INVOICE, CONTRACT, ORDER, AMOUNT, EFFECTIVE)
                .section("basic", "基本信息", "Basics", TITLE, INVOICE, CONTRACT, ORDER, AMOUNT, EFFECTIVE)
                .touches(InvoiceType.TYPE, ContractType.TYPE, Receivables.ORDERS)
                .hook(new InvoiceLinkRules())
                .build();
    }
}
