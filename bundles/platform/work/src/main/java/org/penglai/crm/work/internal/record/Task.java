package org.penglai.crm.work.internal.record;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a task. The kernel reads and writes the attributes by the names that {@link TaskType} gives. */
@Entity
@Table(name = "crm_task")
public class Task extends RecordEntity {

    @Column(name = "subject", length = 200)
    private String subject;

    @Column(name = "due_at")
    private LocalDateTime dueAt;

    @Column(name = "remind_at")
    private LocalDateTime remindAt;

    @Column(name = "rrule", length = 300)
    private String rrule;

    @Column(name = "priority", length = 10)
    private String priority;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "remark", length = 4000)
    private String remark;

    @Column(name = "completed_at")
    private LocalDateTime completedAt;

    @Column(name = "follow_up")
    private Boolean followUp;

    @Column(name = "activity_id")
    private Long activityId;

    @Column(name = "previous_id")
    private Long previousId;

    @Column(name = "exdates", length = 4000)
    private String exdates;

    @Column(name = "series_id")
    private Long seriesId;

    @Column(name = "occurrence_at")
    private LocalDateTime occurrenceAt;

    @Column(name = "continues_id")
    private Long continuesId;
}
