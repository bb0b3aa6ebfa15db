package ${package}.internal;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a visit. */
@Entity
@Table(name = "${schema}")
public class Visit extends RecordEntity {

    @Column(name = "visit_no", length = 40)
    private String visitNo;

    @Column(name = "subject", length = 100)
    private String subject;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "visited_on")
    private LocalDate visitedOn;

    @Column(name = "result", length = 2000)
    private String result;
}
