package org.penglai.crm.customers.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what is printed on a customer's invoices. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_invoice_title")
public class InvoiceTitle extends RecordEntity {

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "tax_no", length = 20)
    private String taxNo;

    @Column(name = "address", length = 300)
    private String address;

    @Column(name = "phone", length = 60)
    private String phone;

    @Column(name = "bank_name", length = 100)
    private String bankName;

    @Column(name = "bank_account", length = 40)
    private String bankAccount;

    @Column(name = "delivery_email", length = 254)
    private String deliveryEmail;

    @Column(name = "is_default")
    private Boolean isDefault;
}
