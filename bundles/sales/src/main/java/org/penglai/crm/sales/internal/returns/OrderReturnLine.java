package org.penglai.crm.sales.internal.returns;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a line of a return. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_order_return_line")
public class OrderReturnLine extends RecordEntity {
    @Column(name = "return_id")
    private Long orderReturnId;

    @Column(name = "order_line_id")
    private Long orderLineId;

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "sku", length = 60)
    private String sku;

    @Column(name = "unit", length = 20)
    private String unit;

    @Column(name = "quantity", precision = 18, scale = 6)
    private BigDecimal quantity;

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
