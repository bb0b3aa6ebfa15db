package org.penglai.crm.receivables.internal.invoice;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.receivables.internal.line.LineEntity;

/** Row of a line of an invoice. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_invoice_line")
public class InvoiceLine extends LineEntity {
    @Column(name = "invoice_id")
    private Long invoiceId;

    @Column(name = "tax_class_code", length = 19)
    private String taxClassCode;
}
