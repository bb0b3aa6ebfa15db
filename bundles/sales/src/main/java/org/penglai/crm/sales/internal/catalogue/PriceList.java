package org.penglai.crm.sales.internal.catalogue;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a price list. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_price_list")
public class PriceList extends RecordEntity {
    @Column(name = "name", length = 120)
    private String name;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "level", length = 10)
    private String level;

    @Column(name = "currency", length = 3)
    private String currency;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    @Column(name = "priority")
    private Integer priority;
}
