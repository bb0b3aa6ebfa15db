package org.penglai.crm.receivables.internal.contract;

import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.documents.PrintedForm;

/** Contracts on paper. */
@Component
public final class ContractForm implements PrintedForm {
    private final Localized template = PrintedForm.shipped(ContractForm.class, "contract");

    @Override
    public String type() {
        return ContractType.TYPE;
    }

    @Override
    public Localized template() {
        return template;
    }
}
