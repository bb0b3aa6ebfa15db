package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.MappedSuperclass;
import org.penglai.crm.api.records.RecordEntity;

/** What the rows of documents' lines have in common. */
@MappedSuperclass
public abstract class LineEntity extends RecordEntity {
    @Column(name = "line_no")
    private Integer position;

    @Column(name = "product_id")
    private Long productId;

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "sku", length = 60)
    private String sku;

    @Column(name = "unit", length = 20)
    private String unit;

    @Column(name = "quantity", precision = 18, scale = 6)
    private BigDecimal quantity;

    @Column(name = "list_price", precision = 19, scale = 6)
    private BigDecimal listPrice;

    @Column(name = "unit_price", precision = 19, scale = 6)
    private BigDecimal unitPrice;

    @Column(name = "price_source", length = 20)
    private String priceSource;

    @Column(name = "price_reason", length = 200)
    private String priceReason;

    @Column(name = "discount_rate", precision = 9, scale = 6)
    private BigDecimal discountRate;

    @Column(name = "tax_rate", precision = 9, scale = 6)
    private BigDecimal taxRate;

    @Column(name = "tax_kind", length = 20)
    private String taxKind;

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

    @Column(name = "remark", length = 500)
    private String remark;
}
