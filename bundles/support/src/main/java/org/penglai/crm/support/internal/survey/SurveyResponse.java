package org.penglai.crm.support.internal.survey;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what one customer was asked about one ticket, and answered. */
@Entity
@Table(name = "crm_survey_response")
public class SurveyResponse extends RecordEntity {

    @Column(name = "name", length = 300)
    private String name;

    @Column(name = "survey_id")
    private Long surveyId;

    @Column(name = "ticket_id")
    private Long ticketId;

    @Column(name = "contact_id")
    private Long contactId;

    @Column(name = "token_hash", length = 64)
    private String tokenHash;

    @Column(name = "asked_at")
    private LocalDateTime askedAt;

    @Column(name = "expires_at")
    private LocalDateTime expiresAt;

    @Column(name = "answered_at")
    private LocalDateTime answeredAt;

    @Column(name = "score")
    private Integer score;

    @Column(name = "comment_text", length = 2000)
    private String comment;
}
