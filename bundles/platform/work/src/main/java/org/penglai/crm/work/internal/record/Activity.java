package org.penglai.crm.work.internal.record;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an activity. The kernel reads and writes the attributes by the names that {@link ActivityType} gives. */
@Entity
@Table(name = "crm_activity")
public class Activity extends RecordEntity {

    @Column(name = "subject", length = 200)
    private String subject;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "occurred_at")
    private LocalDateTime occurredAt;

    @Column(name = "direction", length = 10)
    private String direction;

    @Column(name = "duration")
    private Integer duration;

    @Column(name = "content", length = 10000)
    private String content;

    @Column(name = "result", length = 500)
    private String result;

    @Column(name = "location", length = 300)
    private String location;

    @Column(name = "next_follow_up_at")
    private LocalDateTime nextFollowUpAt;

    @Column(name = "counts_as_follow_up")
    private Boolean countsAsFollowUp;
}
