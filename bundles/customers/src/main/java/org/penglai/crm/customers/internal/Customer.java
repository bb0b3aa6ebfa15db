package org.penglai.crm.customers.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.PoolableEntity;

/** Row of a customer. The kernel reads and writes the attributes by the names that {@link CustomerType} gives. */
@Entity
@Table(name = "crm_customer")
public class Customer extends PoolableEntity {

    @Column(name = "customer_no", length = 40)
    private String customerNo;

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "short_name", length = 80)
    private String shortName;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "credit_code", length = 18)
    private String creditCode;

    @Column(name = "tax_no", length = 40)
    private String taxNo;

    @Column(name = "id_number", length = 18)
    private String idNumber;

    @Column(name = "parent_id")
    private Long parentId;

    @Column(name = "level", length = 10)
    private String level;

    @Column(name = "industry", length = 60)
    private String industry;

    @Column(name = "source", length = 60)
    private String source;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "purchase_intention", length = 60)
    private String purchaseIntention;

    @Column(name = "lost_reason", length = 300)
    private String lostReason;

    @Column(name = "primary_contact_id")
    private Long primaryContactId;

    @Column(name = "phone", length = 60)
    private String phone;

    @Column(name = "email", length = 254)
    private String email;

    @Column(name = "website", length = 500)
    private String website;

    @Column(name = "region", length = 12)
    private String region;

    @Column(name = "address", length = 300)
    private String address;

    @Column(name = "founded_on")
    private LocalDate foundedOn;

    @Column(name = "annual_revenue", precision = 19, scale = 2)
    private BigDecimal annualRevenue;

    @Column(name = "annual_revenue_currency", length = 3)
    private String annualRevenueCurrency;

    @Column(name = "won_amount", precision = 19, scale = 2)
    private BigDecimal wonAmount;

    @Column(name = "won_amount_currency", length = 3)
    private String wonAmountCurrency;

    @Column(name = "subtree_won_amount", precision = 19, scale = 2)
    private BigDecimal subtreeWonAmount;

    @Column(name = "subtree_won_amount_currency", length = 3)
    private String subtreeWonAmountCurrency;

    @Column(name = "remark", length = 4000)
    private String remark;

    @Column(name = "value_tier", length = 1)
    private String valueTier;

    @Column(name = "value_tier_from", precision = 19, scale = 2)
    private BigDecimal valueTierFrom;

    @Column(name = "value_tier_from_currency", length = 3)
    private String valueTierFromCurrency;

    @Column(name = "value_tier_on")
    private LocalDate valueTierOn;
}
