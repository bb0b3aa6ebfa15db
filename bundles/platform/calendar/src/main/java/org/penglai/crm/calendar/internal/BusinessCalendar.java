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

    @Column(name = "shifts", length = 200)
    private String shifts;

    @Column(name = "shifts_monday", length = 200)
    private String shiftsMonday;

    @Column(name = "shifts_tuesday", length = 200)
    private String shiftsTuesday;

    @Column(name = "shifts_wednesday", length = 200)
    private String shiftsWednesday;

    @Column(name = "shifts_thursday", length = 200)
    private String shiftsThursday;

    @Column(name = "shifts_friday", length = 200)
    private String shiftsFriday;

    @Column(name = "shifts_saturday", length = 200)
    private String shiftsSaturday;

    @Column(name = "shifts_sunday", length = 200)
    private String shiftsSunday;
}
