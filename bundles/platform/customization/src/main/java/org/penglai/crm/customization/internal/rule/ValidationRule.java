package org.penglai.crm.customization.internal.rule;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a rule. The kernel reads and writes the attributes by the names that {@link ValidationRulesType} gives. */
@Entity
@Table(name = "crm_validation_rule")
public class ValidationRule extends RecordEntity {
    @Column(name = "type_name", length = 80)
    private String type;

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "condition_text", length = 2000)
    private String condition;

    @Column(name = "field_name", length = 80)
    private String field;

    @Column(name = "message_zh", length = 300)
    private String messageZh;

    @Column(name = "message_en", length = 300)
    private String messageEn;

    @Column(name = "active")
    private Boolean active;
}
