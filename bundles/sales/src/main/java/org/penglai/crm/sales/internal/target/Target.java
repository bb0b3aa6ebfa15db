package org.penglai.crm.sales.internal.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a target. */
@Entity
@Table(name = "crm_sales_target")
public class Target extends RecordEntity {

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "period", length = 10)
    private String period;

    @Column(name = "starts_on")
    private LocalDate startsOn;

    @Column(name = "ends_on")
    private LocalDate endsOn;

    @Column(name = "metric", length = 20)
    private String metric;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "department_id")
    private Long departmentId;

    @Column(name = "product_id")
    private Long productId;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "parent_id")
    private Long parentId;
}
