package org.penglai.crm.customization.internal.number;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a numbering rule. The kernel reads and writes the attributes by the names that {@link NumberRulesType} gives. */
@Entity
@Table(name = "crm_number_rule")
public class NumberRule extends RecordEntity {
    @Column(name = "type_name", length = 80)
    private String type;

    @Column(name = "pattern", length = 60)
    private String pattern;
}
