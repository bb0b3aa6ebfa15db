package org.penglai.crm.customers.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a relation between two customers. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_customer_relation")
public class CustomerRelation extends RecordEntity {

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "related_id")
    private Long relatedId;

    @Column(name = "title", length = 240)
    private String title;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "remark", length = 2000)
    private String remark;
}
