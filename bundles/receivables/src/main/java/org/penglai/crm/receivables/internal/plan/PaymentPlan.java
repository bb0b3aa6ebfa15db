package org.penglai.crm.receivables.internal.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an instalment. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_payment_plan")
public class PaymentPlan extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "contract_id")
    private Long contractId;

    @Column(name = "order_id")
    private Long orderId;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "term_no")
    private Long termNo;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "due_condition", length = 300)
    private String condition;

    @Column(name = "paid_amount", precision = 19, scale = 2)
    private BigDecimal paidAmount;

    @Column(name = "paid_amount_currency", length = 3)
    private String paidAmountCurrency;

    @Column(name = "open_amount", precision = 19, scale = 2)
    private BigDecimal openAmount;

    @Column(name = "open_amount_currency", length = 3)
    private String openAmountCurrency;

    @Column(name = "base_open", precision = 19, scale = 2)
    private BigDecimal baseOpen;

    @Column(name = "base_open_currency", length = 3)
    private String baseOpenCurrency;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "reminded", length = 20)
    private String reminded;

    @Column(name = "is_closed")
    private Boolean closed;

    @Column(name = "remark", length = 2000)
    private String remark;
}
