package org.penglai.crm.money.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.security.Caller;

/** Tax rates that administrators keep as records. */
@Component(service = TaxRates.class)
public final class StoredTaxRates implements TaxRates {
    private final RecordReader records;

    @Activate
    public StoredTaxRates(@Reference RecordReader records) {
        this.records = records;
    }

    @Override
    public List<BigDecimal> on(LocalDate day) {
        String inForce = TaxRatesType.FROM + "=le=" + day + ";(" + TaxRatesType.TO + "=null=true," + TaxRatesType.TO
                + "=ge=" + day + ")";
        return records
                .list(Caller.system(), TaxRatesType.TYPE, new RecordQuery(inForce, "-" + TaxRatesType.RATE, 200))
                .stream()
                .map(rate -> rate.get(TaxRatesType.RATE, BigDecimal.class).stripTrailingZeros())
                .distinct()
                .toList();
    }
}
