package org.penglai.crm.customization.internal.layout;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a form layout. The kernel reads and writes the attributes by the names that {@link FormLayoutsType} gives. */
@Entity
@Table(name = "crm_form_layout")
public class FormLayout extends RecordEntity {
    @Column(name = "type_name", length = 80)
    private String type;

    @Lob
    @Column(name = "sections")
    private String sections;
}
