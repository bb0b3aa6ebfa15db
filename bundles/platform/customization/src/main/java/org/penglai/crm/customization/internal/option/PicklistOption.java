package org.penglai.crm.customization.internal.option;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an option. The kernel reads and writes the attributes by the names that {@link PicklistOptionsType} gives. */
@Entity
@Table(name = "crm_picklist_option")
public class PicklistOption extends RecordEntity {
    @Column(name = "type_name", length = 80)
    private String type;

    @Column(name = "field_name", length = 80)
    private String field;

    @Column(name = "code", length = 60)
    private String code;

    @Column(name = "label_zh", length = 60)
    private String labelZh;

    @Column(name = "label_en", length = 60)
    private String labelEn;

    @Column(name = "position")
    private Integer position;

    @Column(name = "retired")
    private Boolean retired;
}
