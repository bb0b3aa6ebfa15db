package org.penglai.crm.api.assignment;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.MappedSuperclass;
import org.penglai.crm.api.records.RecordEntity;

/**
 * Row of somebody who takes part in an assignment, with the fields of {@link AssigneeFields}. Beside what every record has,
 * the table needs
 *
 * <pre>
 * name varchar(120) not null, user_id bigint not null, is_active boolean not null,
 * quota_per_day integer, turn bigint, given_on date, given_count integer
 * </pre>
 *
 * and the capability's persistence unit names this class.
 */
@MappedSuperclass
public abstract class AssigneeEntity extends RecordEntity {
    @Column(name = "name", length = 120)
    private String name;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "quota_per_day")
    private Integer quotaPerDay;

    @Column(name = "turn")
    private Long turn;

    @Column(name = "given_on")
    private LocalDate givenOn;

    @Column(name = "given_count")
    private Integer givenCount;
}
