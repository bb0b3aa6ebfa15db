package org.penglai.crm.sales.internal.order;

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
}
