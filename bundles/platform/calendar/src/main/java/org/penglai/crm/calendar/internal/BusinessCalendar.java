package org.penglai.crm.calendar.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** The week of a firm or a part of it. */
@Entity
@Table(name = "crm_calendar")
public class BusinessCalendar extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "zone", length = 50)
    private String zone;

    @Column(name = "saturday")
    private Boolean saturday;

    @Column(name = "sunday")
    private Boolean sunday;

    @Column(name = "is_default")
    private Boolean isDefault;

    @Column(name = "alarmed_for")
    private Integer alarmedFor;
}
