package org.penglai.crm.customers.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a customer's address. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_address")
public class Address extends RecordEntity {

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "line", length = 300)
    private String line;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "receiver", length = 100)
    private String receiver;

    @Column(name = "phone", length = 60)
    private String phone;

    @Column(name = "region", length = 12)
    private String region;

    @Column(name = "postal_code", length = 20)
    private String postalCode;

    @Column(name = "is_default")
    private Boolean isDefault;
}
