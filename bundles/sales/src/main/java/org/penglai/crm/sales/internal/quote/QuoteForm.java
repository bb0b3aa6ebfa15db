package org.penglai.crm.sales.internal.quote;

import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.documents.PrintedForm;
import org.penglai.crm.sales.internal.document.ShippedForm;

/** Quotes on paper. */
@Component(service = PrintedForm.class)
public final class QuoteForm extends ShippedForm {
    public QuoteForm() {
        super(QuoteType.TYPE, "quote");
    }
}
