package org.penglai.crm.sales.internal.quote;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.sales.internal.document.DocumentEntity;

/** Row of a quote. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_quote")
public class Quote extends DocumentEntity {
    @Column(name = "quote_no", length = 40)
    private String quoteNo;

    @Column(name = "revision")
    private Integer revision;

    @Column(name = "root_id")
    private Long rootId;

    @Column(name = "quoted_on")
    private LocalDate quotedOn;

    @Column(name = "valid_until")
    private LocalDate validUntil;

    @Column(name = "rejected_because", length = 300)
    private String rejectedBecause;
}
