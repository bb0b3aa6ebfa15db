package org.penglai.crm.receivables.internal.receipt;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a share of a receipt. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_receipt_allocation")
public class ReceiptAllocation extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "receipt_id")
    private Long receiptId;

    @Column(name = "payment_plan_id")
    private Long paymentPlanId;

    @Column(name = "contract_id")
    private Long contractId;

    @Column(name = "order_id")
    private Long orderId;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "received_on")
    private LocalDate receivedOn;

    @Column(name = "state", length = 20)
    private String state;
}
