package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.MappedSuperclass;
import org.penglai.crm.api.records.RecordEntity;

/** What the rows of documents with lines have in common. */
@MappedSuperclass
public abstract class DocumentEntity extends RecordEntity {
    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "contact_id")
    private Long contactId;

    @Column(name = "opportunity_id")
    private Long opportunityId;

    @Column(name = "approval_status", length = 20)
    private String approvalStatus;

    @Column(name = "currency", length = 3)
    private String currency;

    @Column(name = "exchange_rate", precision = 19, scale = 8)
    private BigDecimal exchangeRate;

    @Column(name = "price_includes_tax")
    private Boolean priceIncludesTax;

    @Column(name = "header_discount", precision = 19, scale = 4)
    private BigDecimal headerDiscount;

    @Column(name = "discount_share", precision = 9, scale = 6)
    private BigDecimal discountShare;

    @Column(name = "net", precision = 19, scale = 4)
    private BigDecimal net;

    @Column(name = "net_currency", length = 3)
    private String netCurrency;

    @Column(name = "tax", precision = 19, scale = 4)
    private BigDecimal tax;

    @Column(name = "tax_currency", length = 3)
    private String taxCurrency;

    @Column(name = "gross", precision = 19, scale = 4)
    private BigDecimal gross;

    @Column(name = "gross_currency", length = 3)
    private String grossCurrency;

    @Column(name = "base_gross", precision = 19, scale = 4)
    private BigDecimal baseGross;

    @Column(name = "base_gross_currency", length = 3)
    private String baseGrossCurrency;

    @Column(name = "capital_amount", length = 120)
    private String capitalAmount;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "remark", length = 2000)
    private String remark;
}
