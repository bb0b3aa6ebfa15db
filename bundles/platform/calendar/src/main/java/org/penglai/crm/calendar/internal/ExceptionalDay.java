package org.penglai.crm.calendar.internal;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** A day that is not as the week says. */
@Entity
@Table(name = "crm_calendar_day")
public class ExceptionalDay extends RecordEntity {
    @Column(name = "calendar_id")
    private Long calendarId;

    @Column(name = "day")
    private LocalDate date;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "shifts", length = 200)
    private String shifts;
}
