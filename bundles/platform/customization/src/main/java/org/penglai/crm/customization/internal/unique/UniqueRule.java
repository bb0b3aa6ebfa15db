package org.penglai.crm.customization.internal.unique;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a rule. The kernel reads and writes the attributes by the names that {@link UniqueRulesType} gives. */
@Entity
@Table(name = "crm_unique_rule")
public class UniqueRule extends RecordEntity {
    @Column(name = "type_name", length = 80)
    private String type;

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "field_names", length = 300)
    private String fields;

    @Column(name = "ignore_case")
    private Boolean ignoreCase;

    @Column(name = "active")
    private Boolean active;
}
