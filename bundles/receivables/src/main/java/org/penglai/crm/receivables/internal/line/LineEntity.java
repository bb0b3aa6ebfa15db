package org.penglai.crm.receivables.internal.line;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.MappedSuperclass;
import org.penglai.crm.api.records.RecordEntity;

/** What the rows of documents' lines have in common. */
@MappedSuperclass
public abstract class LineEntity extends RecordEntity {
    @Column(name = "line_no")
    private Long position;

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "spec", length = 100)
    private String spec;

    @Column(name = "unit", length = 20)
    private String unit;

    @Column(name = "quantity", precision = 18, scale = 6)
    private BigDecimal quantity;

    @Column(name = "unit_price", precision = 19, scale = 6)
    private BigDecimal unitPrice;

    @Column(name = "tax_rate", precision = 9, scale = 6)
    private BigDecimal taxRate;

    @Column(name = "net", precision = 19, scale = 2)
    private BigDecimal net;

    @Column(name = "net_currency", length = 3)
    private String netCurrency;

    @Column(name = "tax", precision = 19, scale = 2)
    private BigDecimal tax;

    @Column(name = "tax_currency", length = 3)
    private String taxCurrency;

    @Column(name = "gross", precision = 19, scale = 2)
    private BigDecimal gross;

    @Column(name = "gross_currency", length = 3)
    private String grossCurrency;
}
