package org.penglai.crm.receivables.internal.contract;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.receivables.internal.line.LineEntity;

/** Row of a line of a contract. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_contract_line")
public class ContractLine extends LineEntity {
    @Column(name = "contract_id")
    private Long contractId;

    @Column(name = "discount_rate", precision = 9, scale = 6)
    private BigDecimal discountRate;
}
