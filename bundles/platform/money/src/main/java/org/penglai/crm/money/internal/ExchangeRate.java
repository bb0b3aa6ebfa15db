package org.penglai.crm.money.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what a currency is worth from a day on. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_exchange_rate")
public class ExchangeRate extends RecordEntity {
    @Column(name = "title", length = 40)
    private String title;

    @Column(name = "currency_id")
    private Long currencyId;

    @Column(name = "day")
    private LocalDate date;

    @Column(name = "rate", precision = 19, scale = 8)
    private BigDecimal rate;
}
