package org.penglai.crm.support.internal.quality;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a criterion of a score sheet. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_quality_criterion")
public class QualityCriterion extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "sheet_id")
    private Long sheetId;

    @Column(name = "most_points")
    private Integer mostPoints;

    @Column(name = "is_critical")
    private Boolean isCritical;

    @Column(name = "guidance", length = 500)
    private String guidance;
}
