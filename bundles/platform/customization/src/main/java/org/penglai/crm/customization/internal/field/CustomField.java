package org.penglai.crm.customization.internal.field;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a custom field. The kernel reads and writes the attributes by the names that {@link CustomFieldsType} gives. */
@Entity
@Table(name = "crm_custom_field")
public class CustomField extends RecordEntity {
    @Column(name = "type_name", length = 80)
    private String type;

    @Column(name = "name", length = 30)
    private String name;

    @Column(name = "label_zh", length = 60)
    private String labelZh;

    @Column(name = "label_en", length = 60)
    private String labelEn;

    @Column(name = "help_zh", length = 300)
    private String helpZh;

    @Column(name = "help_en", length = 300)
    private String helpEn;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "required")
    private Boolean required;

    @Column(name = "max_length")
    private Integer maxLength;

    @Column(name = "scale")
    private Integer scale;

    @Column(name = "target", length = 80)
    private String target;

    @Column(name = "position")
    private Integer position;

    @Column(name = "indexed")
    private Boolean indexed;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "column_name", length = 60)
    private String columnName;
}
