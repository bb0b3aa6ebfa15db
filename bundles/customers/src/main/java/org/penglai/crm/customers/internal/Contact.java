package org.penglai.crm.customers.internal;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a contact. The kernel reads and writes the attributes by the names that {@link ContactType} gives. */
@Entity
@Table(name = "crm_contact")
public class Contact extends RecordEntity {

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "position", length = 80)
    private String position;

    @Column(name = "department", length = 80)
    private String department;

    @Column(name = "role_in_deal", length = 60)
    private String roleInDeal;

    @Column(name = "mobile", length = 60)
    private String mobile;

    @Column(name = "phone", length = 60)
    private String phone;

    @Column(name = "email", length = 254)
    private String email;

    @Column(name = "wechat", length = 60)
    private String wechat;

    @Column(name = "birthday")
    private LocalDate birthday;

    @Column(name = "is_primary")
    private Boolean isPrimary;

    @Column(name = "status", length = 20)
    private String status;
}
