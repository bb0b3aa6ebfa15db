package org.penglai.crm.sales.internal.catalogue;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a product. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_product")
public class Product extends RecordEntity {
    @Column(name = "sku", length = 60)
    private String sku;

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "category", length = 60)
    private String category;

    @Column(name = "unit", length = 20)
    private String unit;

    @Column(name = "spec", length = 300)
    private String spec;

    @Column(name = "list_price", precision = 19, scale = 4)
    private BigDecimal listPrice;

    @Column(name = "list_price_currency", length = 3)
    private String listPriceCurrency;

    @Column(name = "tax_rate", precision = 9, scale = 6)
    private BigDecimal taxRate;

    @Column(name = "tax_class_code", length = 19)
    private String taxClassCode;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "remark", length = 2000)
    private String remark;
}
