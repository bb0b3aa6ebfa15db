package org.penglai.crm.sales.internal.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.sales.internal.document.DocumentEntity;

/** Row of an order. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_order")
public class SalesOrder extends DocumentEntity {
    @Column(name = "order_no", length = 40)
    private String orderNo;

    @Column(name = "end_customer_id")
    private Long endCustomerId;

    @Column(name = "quote_id")
    private Long quoteId;

    @Column(name = "ordered_on")
    private LocalDate orderedOn;

    @Column(name = "ship_to", length = 300)
    private String shipTo;

    @Column(name = "cancelled_because", length = 300)
    private String cancelledBecause;

    @Column(name = "production_status", length = 20)
    private String productionStatus;

    @Column(name = "delivery_status", length = 20)
    private String deliveryStatus;

    @Column(name = "payment_status", length = 20)
    private String paymentStatus;

    @Column(name = "invoice_status", length = 20)
    private String invoiceStatus;

    @Column(name = "paid_amount", precision = 19, scale = 4)
    private BigDecimal paidAmount;

    @Column(name = "paid_amount_currency", length = 3)
    private String paidAmountCurrency;

    @Column(name = "invoiced_amount", precision = 19, scale = 4)
    private BigDecimal invoicedAmount;

    @Column(name = "invoiced_amount_currency", length = 3)
    private String invoicedAmountCurrency;

    @Column(name = "returned_amount", precision = 19, scale = 4)
    private BigDecimal returnedAmount;

    @Column(name = "returned_amount_currency", length = 3)
    private String returnedAmountCurrency;

    @Column(name = "due_amount", precision = 19, scale = 4)
    private BigDecimal dueAmount;

    @Column(name = "due_amount_currency", length = 3)
    private String dueAmountCurrency;
}
