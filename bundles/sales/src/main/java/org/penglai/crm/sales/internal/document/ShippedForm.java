package org.penglai.crm.sales.internal.document;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.documents.PrintedForm;

/** A form whose templates lie beside the code. */
public abstract class ShippedForm implements PrintedForm {
    private final String type;
    private final Localized template;

    /** @param name of the files in /forms, without language */
    protected ShippedForm(String type, String name) {
        this.type = type;
        this.template = PrintedForm.shipped(ShippedForm.class, name);
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final Localized template() {
        return template;
    }
}
