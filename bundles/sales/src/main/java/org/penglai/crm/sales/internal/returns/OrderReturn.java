package org.penglai.crm.sales.internal.returns;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a return. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_order_return")
public class OrderReturn extends RecordEntity {
    @Column(name = "return_no", length = 40)
    private String returnNo;

    @Column(name = "order_id")
    private Long orderId;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "returned_on")
    private LocalDate returnedOn;

    @Column(name = "reason", length = 60)
    private String reason;

    @Column(name = "cancelled_because", length = 300)
    private String cancelledBecause;

    @Column(name = "currency", length = 3)
    private String currency;

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

    @Column(name = "remark", length = 2000)
    private String remark;
}
