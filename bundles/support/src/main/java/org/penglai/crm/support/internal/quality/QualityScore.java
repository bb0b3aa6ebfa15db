package org.penglai.crm.support.internal.quality;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of the points that one review gives for one criterion. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_quality_score")
public class QualityScore extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "review_id")
    private Long reviewId;

    @Column(name = "criterion_id")
    private Long criterionId;

    @Column(name = "most_points")
    private Integer mostPoints;

    @Column(name = "is_critical")
    private Boolean isCritical;

    @Column(name = "guidance", length = 500)
    private String guidance;

    @Column(name = "points")
    private Integer points;

    @Column(name = "comment_text", length = 1000)
    private String comment;
}
