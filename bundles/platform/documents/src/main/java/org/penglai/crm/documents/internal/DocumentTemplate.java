package org.penglai.crm.documents.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a template. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_document_template")
public class DocumentTemplate extends RecordEntity {
    @Column(name = "name", length = 120)
    private String name;

    @Column(name = "record_type", length = 100)
    private String recordType;

    @Column(name = "template_language", length = 10)
    private String templateLanguage;

    @Column(name = "body", length = 12000)
    private String body;

    @Column(name = "in_use")
    private Boolean inUse;
}
