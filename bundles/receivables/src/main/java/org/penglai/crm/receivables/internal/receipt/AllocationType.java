package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.contract.ContractType;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;

/** Which share of a receipt pays which instalment. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class AllocationType implements RecordType {
    public static final String TYPE = "receiptAllocations";
    public static final String RECEIPT = "receipt";
    public static final String PLAN = "paymentPlan";
    public static final String CONTRACT = "contract";
    static final String TITLE = "title";
    static final String RECEIVED_ON = "receivedOn";
    static final String STATE = "state";
    static final String PENDING = "pending";
    static final String COUNTED = "counted";
    static final String REVERSED = "reversed";

    /** Whether it counts as paid: its receipt is confirmed. */
    public static boolean isCounted(RecordSnapshot share) {
        return COUNTED.equals(share.text(STATE));
    }

    static boolean isReversed(RecordSnapshot share) {
        return REVERSED.equals(share.text(STATE));
    }

    @Override
    public RecordDefinition definition() {
        String[] columns = {TITLE, RECEIPT, PLAN, CUSTOMER, AMOUNT, STATE, RECEIVED_ON};
        return RecordDefinition.of(Receivables.MODULE, TYPE, ReceiptAllocation.class)
                .unit(Receivables.UNIT)
                .label("核销", "Allocation", "Allocations")
                .title(TITLE)
                .field(TITLE, TEXT, f -> f.label("名称", "Title").computed())
                .reference(RECEIPT, ReceiptType.TYPE, OnDelete.CASCADE, f -> f.label("回款", "Receipt")
                        .required())
                .reference(PLAN, PaymentPlanType.TYPE, OnDelete.RESTRICT, f -> f.label("回款计划", "Instalment")
                        .required())
                .reference(CONTRACT, ContractType.TYPE, OnDelete.RESTRICT, f -> f.label("合同", "Contract")
                        .computed())
                .reference(ORDER, Receivables.ORDERS, OnDelete.RESTRICT, f -> f.label("订单", "Order")
                        .computed())
                .reference(CUSTOMER, Receivables.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .restrictWhile(ActionCondition.is(STATE, COUNTED))
                        .computed())
                .field(AMOUNT, MONEY, f -> f.label("核销金额", "Amount").required())
                .field(RECEIVED_ON, DATE, f -> f.label("到账日期", "Received on").computed())
                .field(STATE, ENUMERATION, f -> f.label("状态", "State")
                        .computed()
                        .defaultValue(PENDING)
                        .option(PENDING, "待确认", "Not yet confirmed")
                        .option(COUNTED, "已核销", "Counted")
                        .option(REVERSED, "已撤回", "Taken back"))
                .view("all", "全部核销", "All allocations", "-receivedOn", "", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        TITLE,
                        RECEIPT,
                        PLAN,
                        AMOUNT,
                        STATE,
                        CUSTOMER,
                        CONTRACT,
                        ORDER,
                        RECEIVED_ON)
                .touches(ReceiptType.TYPE, PaymentPlanType.TYPE, ContractType.TYPE, Receivables.ORDERS)
                .hook(new AllocationRules())
                .build();
    }
}
