package org.penglai.crm.support.internal.feedback;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a feedback form. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_feedback_form")
public class FeedbackForm extends RecordEntity {
    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "form_key", length = 40)
    private String formKey;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "kind", length = 20)
    private String kind;

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

    @Column(name = "takes_files")
    private Boolean takesFiles;

    @Column(name = "embedders", length = 1000)
    private String embedders;
}
