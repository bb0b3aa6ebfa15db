package org.penglai.crm.sales.internal.form;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a form. */
@Entity
@Table(name = "crm_lead_form")
public class LeadForm extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "form_key", length = 40)
    private String formKey;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "source", length = 60)
    private String source;

    @Column(name = "fields", length = 300)
    private String fields;

    @Column(name = "required_fields", length = 300)
    private String requiredFields;

    @Column(name = "title", length = 120)
    private String title;

    @Column(name = "title_en", length = 120)
    private String titleEn;

    @Column(name = "introduction", length = 1000)
    private String introduction;

    @Column(name = "introduction_en", length = 1000)
    private String introductionEn;

    @Column(name = "thanks", length = 500)
    private String thanks;

    @Column(name = "thanks_en", length = 500)
    private String thanksEn;

    @Column(name = "consent", length = 500)
    private String consent;

    @Column(name = "consent_en", length = 500)
    private String consentEn;

    @Column(name = "accent", length = 7)
    private String accent;

    @Column(name = "embedders", length = 1000)
    private String embedders;
}
