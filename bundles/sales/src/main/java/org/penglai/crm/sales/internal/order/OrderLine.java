package org.penglai.crm.sales.internal.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.sales.internal.document.LineEntity;

/** Row of a line of an order. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_order_line")
public class OrderLine extends LineEntity {
    @Column(name = "order_id")
    private Long orderId;

    @Column(name = "delivered_quantity", precision = 18, scale = 6)
    private BigDecimal deliveredQuantity;

    @Column(name = "returned_quantity", precision = 18, scale = 6)
    private BigDecimal returnedQuantity;

    @Column(name = "returned_net", precision = 19, scale = 4)
    private BigDecimal returnedNet;

    @Column(name = "returned_net_currency", length = 3)
    private String returnedNetCurrency;

    @Column(name = "returned_amount", precision = 19, scale = 4)
    private BigDecimal returnedAmount;

    @Column(name = "returned_amount_currency", length = 3)
    private String returnedAmountCurrency;

    @Column(name = "stock_quantity", precision = 18, scale = 6)
    private BigDecimal stockQuantity;

    @Column(name = "production_status", length = 20)
    private String productionStatus;

    @Column(name = "tracking_no", length = 120)
    private String trackingNo;

    @Column(name = "expected_on")
    private LocalDate expectedOn;

    @Column(name = "reported_at")
    private LocalDateTime reportedAt;
}
