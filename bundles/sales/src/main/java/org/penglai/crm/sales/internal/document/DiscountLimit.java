package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what a role may take off. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_discount_limit")
public class DiscountLimit extends RecordEntity {
    @Column(name = "title", length = 120)
    private String title;

    @Column(name = "role_id")
    private Long roleId;

    @Column(name = "most", precision = 9, scale = 6)
    private BigDecimal most;
}
