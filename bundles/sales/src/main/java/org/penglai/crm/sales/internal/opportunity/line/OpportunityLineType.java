package org.penglai.crm.sales.internal.opportunity.line;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.LineRules;
import org.penglai.crm.sales.internal.document.Lines;
import org.penglai.crm.sales.internal.document.Terms;
import org.penglai.crm.sales.internal.opportunity.OpportunityStatus;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/** What a deal is expected to be about. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OpportunityLineType implements RecordType {
    public static final String TYPE = "opportunityLines";
    public static final String OPPORTUNITY = "opportunity";

    private final TaxRates taxRates;
    private final Currencies currencies;

    @Activate
    public OpportunityLineType(@Reference TaxRates taxRates, @Reference Currencies currencies) {
        this.taxRates = taxRates;
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        return Lines.of(TYPE, OpportunityLine.class, OpportunityType.TYPE, OPPORTUNITY)
                .label("商机明细", "Opportunity line", "Opportunity lines")
                .reference(OPPORTUNITY, OpportunityType.TYPE, OnDelete.CASCADE, f -> f.label("商机", "Opportunity")
                        .required())
                .hook(new LineRules(
                        OpportunityType.TYPE, OPPORTUNITY, OpportunityLineType::requireOpen, this::terms, taxRates))
                .build();
    }

    private static void requireOpen(RecordSnapshot deal) {
        if (OpportunityStatus.isClosed(deal)) {
            throw new Conflict(
                    "closed",
                    Localized.of("商机已结单，明细不能更改。", "The opportunity is closed; its lines are no longer changed."));
        }
    }

    /** In the currency of the deal's amount, tax included, as prices are today. */
    private Terms terms(RecordSnapshot deal) {
        Money amount = deal.get(OpportunityType.AMOUNT, Money.class);
        return new Terms(
                deal.reference(Documents.CUSTOMER), amount == null ? currencies.base() : amount.currency(), true, null);
    }
}
