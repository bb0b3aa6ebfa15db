package org.penglai.crm.sales.internal.catalogue;

import java.math.BigDecimal;

/**
 * What a unit costs, and why.
 *
 * @param unit of one, tax included, in major units
 * @param source {@link #CUSTOMER}, {@link #LEVEL}, {@link #GENERAL} or {@link #CATALOGUE}
 * @param list name of the price list; null where it comes from the catalogue
 * @param from quantity that had to be reached; null where it comes from the catalogue
 */
public record Price(BigDecimal unit, String source, String list, BigDecimal from) {
    public static final String CUSTOMER = "customer";
    public static final String LEVEL = "level";
    public static final String GENERAL = "general";
    public static final String CATALOGUE = "catalogue";

    /** The list and the quantity, as people read it at the line; null where it comes from the catalogue. */
    public String reason() {
        if (list == null) {
            return null;
        }
        return from.signum() == 0
                ? list
                : list + " ≥ " + from.stripTrailingZeros().toPlainString();
    }
}
