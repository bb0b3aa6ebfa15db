package org.penglai.crm.receivables.internal.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an invoice. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_invoice")
public class Invoice extends RecordEntity {
    @Column(name = "request_no", length = 40)
    private String requestNo;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "approval_status", length = 20)
    private String approvalStatus;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "medium", length = 20)
    private String medium;

    @Column(name = "invoice_no", length = 40)
    private String invoiceNo;

    @Column(name = "issued_on")
    private LocalDate issuedOn;

    @Column(name = "original_id")
    private Long originalId;

    @Column(name = "invoice_title_id")
    private Long invoiceTitleId;

    @Column(name = "buyer_name", length = 200)
    private String buyerName;

    @Column(name = "buyer_tax_no", length = 20)
    private String buyerTaxNo;

    @Column(name = "buyer_address", length = 300)
    private String buyerAddress;

    @Column(name = "buyer_phone", length = 60)
    private String buyerPhone;

    @Column(name = "buyer_bank", length = 100)
    private String buyerBank;

    @Column(name = "buyer_account", length = 40)
    private String buyerAccount;

    @Column(name = "currency", length = 3)
    private String currency;

    @Column(name = "price_includes_tax")
    private Boolean priceIncludesTax;

    @Column(name = "net", precision = 19, scale = 2)
    private BigDecimal net;

    @Column(name = "net_currency", length = 3)
    private String netCurrency;

    @Column(name = "tax", precision = 19, scale = 2)
    private BigDecimal tax;

    @Column(name = "tax_currency", length = 3)
    private String taxCurrency;

    @Column(name = "gross", precision = 19, scale = 2)
    private BigDecimal gross;

    @Column(name = "gross_currency", length = 3)
    private String grossCurrency;

    @Column(name = "capital_amount", length = 120)
    private String capitalAmount;

    @Column(name = "linked_amount", precision = 19, scale = 2)
    private BigDecimal linkedAmount;

    @Column(name = "linked_amount_currency", length = 3)
    private String linkedAmountCurrency;

    @Column(name = "red_amount", precision = 19, scale = 2)
    private BigDecimal redAmount;

    @Column(name = "red_amount_currency", length = 3)
    private String redAmountCurrency;

    @Column(name = "void_reason", length = 300)
    private String voidReason;

    @Column(name = "remark", length = 2000)
    private String remark;
}
