package org.penglai.crm.sales.internal.catalogue;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a product's price in a list, from a quantity on. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_price_list_item")
public class PriceListItem extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "price_list_id")
    private Long priceListId;

    @Column(name = "product_id")
    private Long productId;

    @Column(name = "min_quantity", precision = 18, scale = 6)
    private BigDecimal minQuantity;

    @Column(name = "unit_price", precision = 19, scale = 6)
    private BigDecimal unitPrice;
}
