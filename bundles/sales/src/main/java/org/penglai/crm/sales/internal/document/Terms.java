package org.penglai.crm.sales.internal.document;

import java.time.LocalDate;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * What the price of a line goes by.
 *
 * @param customer null for nobody in particular
 * @param currency ISO 4217 code
 * @param includesTax whether unit prices are
 * @param day of the price lists and tax rates; null for today
 */
public record Terms(Long customer, String currency, boolean includesTax, LocalDate day) {

    static Terms of(RecordSnapshot document, String dateField) {
        return new Terms(
                document.reference(Documents.CUSTOMER),
                document.text(Documents.CURRENCY),
                Boolean.TRUE.equals(document.get(Documents.INCLUDES_TAX, Boolean.class)),
                document.get(dateField, LocalDate.class));
    }
}
