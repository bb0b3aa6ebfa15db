package org.penglai.crm.receivables.internal.receipt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a receipt or refund. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_receipt")
public class Receipt extends RecordEntity {
    @Column(name = "receipt_no", length = 40)
    private String receiptNo;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "received_on")
    private LocalDate receivedOn;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "method", length = 20)
    private String method;

    @Column(name = "serial_no", length = 80)
    private String serialNo;

    @Column(name = "payer", length = 200)
    private String payer;

    @Column(name = "bill_due_on")
    private LocalDate billDueOn;

    @Column(name = "original_id")
    private Long originalId;

    @Column(name = "exchange_rate", precision = 19, scale = 8)
    private BigDecimal exchangeRate;

    @Column(name = "base_amount", precision = 19, scale = 2)
    private BigDecimal baseAmount;

    @Column(name = "base_amount_currency", length = 3)
    private String baseAmountCurrency;

    @Column(name = "allocated_amount", precision = 19, scale = 2)
    private BigDecimal allocatedAmount;

    @Column(name = "allocated_amount_currency", length = 3)
    private String allocatedAmountCurrency;

    @Column(name = "refunded_amount", precision = 19, scale = 2)
    private BigDecimal refundedAmount;

    @Column(name = "refunded_amount_currency", length = 3)
    private String refundedAmountCurrency;

    @Column(name = "unallocated_amount", precision = 19, scale = 2)
    private BigDecimal unallocatedAmount;

    @Column(name = "unallocated_amount_currency", length = 3)
    private String unallocatedAmountCurrency;

    @Column(name = "confirmed_at")
    private LocalDateTime confirmedAt;

    @Column(name = "confirmed_by_id")
    private Long confirmedById;

    @Column(name = "voided_as", length = 20)
    private String voidedAs;

    @Column(name = "void_reason", length = 300)
    private String voidReason;

    @Column(name = "return_reason", length = 300)
    private String returnReason;

    @Column(name = "booking", length = 140)
    private String booking;

    @Column(name = "remark", length = 2000)
    private String remark;
}
