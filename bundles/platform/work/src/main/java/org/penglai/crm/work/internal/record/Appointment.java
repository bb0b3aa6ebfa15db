package org.penglai.crm.work.internal.record;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an appointment. The kernel reads and writes the attributes by the names that {@link AppointmentType} gives. */
@Entity
@Table(name = "crm_appointment")
public class Appointment extends RecordEntity {

    @Column(name = "subject", length = 200)
    private String subject;

    @Column(name = "start_at")
    private LocalDateTime startAt;

    @Column(name = "end_at")
    private LocalDateTime endAt;

    @Column(name = "all_day")
    private Boolean allDay;

    @Column(name = "zone", length = 50)
    private String zone;

    @Column(name = "rrule", length = 300)
    private String rrule;

    @Column(name = "location", length = 300)
    private String location;

    @Column(name = "remind_minutes")
    private Integer remindMinutes;

    @Column(name = "remark", length = 4000)
    private String remark;

    @Column(name = "exdates", length = 4000)
    private String exdates;

    @Column(name = "series_id")
    private Long seriesId;

    @Column(name = "occurrence_at")
    private LocalDateTime occurrenceAt;

    @Column(name = "continues_id")
    private Long continuesId;
}
