package org.penglai.crm.money.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a currency that the firm has to do with. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_currency")
public class Currency extends RecordEntity {
    @Column(name = "code", length = 3)
    private String code;

    @Column(name = "name", length = 60)
    private String name;

    @Column(name = "minor_units")
    private Integer minorUnits;

    @Column(name = "is_base")
    private Boolean isBase;

    @Column(name = "in_use")
    private Boolean inUse;
}
