package org.penglai.crm.receivables.internal.invoice;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what an invoice is for. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_invoice_link")
public class InvoiceLink extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "invoice_id")
    private Long invoiceId;

    @Column(name = "contract_id")
    private Long contractId;

    @Column(name = "order_id")
    private Long orderId;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "effective")
    private Boolean effective;
}
