package org.penglai.crm.receivables.internal.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a contract. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_contract")
public class Contract extends RecordEntity {
    @Column(name = "contract_no", length = 40)
    private String contractNo;

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "approval_status", length = 20)
    private String approvalStatus;

    @Column(name = "signed_on")
    private LocalDate signedOn;

    @Column(name = "start_on")
    private LocalDate startOn;

    @Column(name = "end_on")
    private LocalDate endOn;

    @Column(name = "order_id")
    private Long orderId;

    @Column(name = "price_includes_tax")
    private Boolean priceIncludesTax;

    @Column(name = "header_discount", precision = 19, scale = 4)
    private BigDecimal headerDiscount;

    @Column(name = "net", precision = 19, scale = 2)
    private BigDecimal net;

    @Column(name = "net_currency", length = 3)
    private String netCurrency;

    @Column(name = "tax", precision = 19, scale = 2)
    private BigDecimal tax;

    @Column(name = "tax_currency", length = 3)
    private String taxCurrency;

    @Column(name = "capital_amount", length = 120)
    private String capitalAmount;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "signers", length = 200)
    private String signers;

    @Column(name = "exchange_rate", precision = 19, scale = 8)
    private BigDecimal exchangeRate;

    @Column(name = "base_amount", precision = 19, scale = 2)
    private BigDecimal baseAmount;

    @Column(name = "base_amount_currency", length = 3)
    private String baseAmountCurrency;

    @Column(name = "paid_amount", precision = 19, scale = 2)
    private BigDecimal paidAmount;

    @Column(name = "paid_amount_currency", length = 3)
    private String paidAmountCurrency;

    @Column(name = "paid_rate", precision = 19, scale = 6)
    private BigDecimal paidRate;

    @Column(name = "payment_status", length = 20)
    private String paymentStatus;

    @Column(name = "invoiced_amount", precision = 19, scale = 2)
    private BigDecimal invoicedAmount;

    @Column(name = "invoiced_amount_currency", length = 3)
    private String invoicedAmountCurrency;

    @Column(name = "invoiced_rate", precision = 19, scale = 6)
    private BigDecimal invoicedRate;

    @Column(name = "invoice_status", length = 20)
    private String invoiceStatus;

    @Column(name = "amended_at")
    private LocalDateTime amendedAt;

    @Column(name = "amend_reason", length = 300)
    private String amendReason;

    @Column(name = "end_reason", length = 300)
    private String endReason;

    @Column(name = "remark", length = 2000)
    private String remark;
}
