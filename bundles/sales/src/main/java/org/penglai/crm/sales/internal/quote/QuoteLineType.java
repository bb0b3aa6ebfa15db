package org.penglai.crm.sales.internal.quote;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.LineRules;
import org.penglai.crm.sales.internal.document.Lines;

/** What a quote offers. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class QuoteLineType implements RecordType {
    public static final String TYPE = "quoteLines";
    public static final String QUOTE = "quote";

    private final TaxRates taxRates;

    @Activate
    public QuoteLineType(@Reference TaxRates taxRates) {
        this.taxRates = taxRates;
    }

    @Override
    public RecordDefinition definition() {
        return Lines.of(TYPE, QuoteLine.class, QuoteType.TYPE, QUOTE)
                .label("报价明细", "Quote line", "Quote lines")
                .reference(QUOTE, QuoteType.TYPE, OnDelete.CASCADE, f -> f.label("报价单", "Quote")
                        .required())
                .hook(new LineRules(QuoteType.TYPE, QUOTE, QuoteType.QUOTED_ON, taxRates))
                .build();
    }
}
