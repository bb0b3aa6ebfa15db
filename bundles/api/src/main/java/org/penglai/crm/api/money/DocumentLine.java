package org.penglai.crm.api.money;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What the amounts of a line are computed from.
 *
 * @param quantity how many units
 * @param unitPrice of one unit, in major units of the document's currency; with or without tax as the document says
 * @param discountRate share of one that is taken off, 0.10 for 9折; from 0 to 1
 * @param taxRate share of one, 0.13 for 13 %; not negative
 */
public record DocumentLine(BigDecimal quantity, BigDecimal unitPrice, BigDecimal discountRate, BigDecimal taxRate) {
    public DocumentLine {
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(unitPrice, "unitPrice");
        if (discountRate.signum() < 0 || discountRate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("discount rate " + discountRate);
        }
        if (taxRate.signum() < 0) {
            throw new IllegalArgumentException("tax rate " + taxRate);
        }
    }
}
