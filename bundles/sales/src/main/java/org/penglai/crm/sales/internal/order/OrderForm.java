package org.penglai.crm.sales.internal.order;

import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.documents.PrintedForm;
import org.penglai.crm.sales.internal.document.ShippedForm;

/** Orders on paper. */
@Component(service = PrintedForm.class)
public final class OrderForm extends ShippedForm {
    public OrderForm() {
        super(OrderType.TYPE, "order");
    }
}
