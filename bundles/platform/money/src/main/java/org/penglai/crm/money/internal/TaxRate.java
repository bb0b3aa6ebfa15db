package org.penglai.crm.money.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a tax rate and the days on which it is in force. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_tax_rate")
public class TaxRate extends RecordEntity {
    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "rate", precision = 9, scale = 6)
    private BigDecimal rate;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;
}
