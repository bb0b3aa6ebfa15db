package org.penglai.crm.sales.internal.quote;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.sales.internal.document.LineEntity;

/** Row of a line of a quote. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_quote_line")
public class QuoteLine extends LineEntity {
    @Column(name = "quote_id")
    private Long quoteId;
}
