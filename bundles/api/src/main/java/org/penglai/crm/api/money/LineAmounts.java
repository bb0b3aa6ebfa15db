package org.penglai.crm.api.money;

import java.math.BigDecimal;

/**
 * Amounts of a line or of a whole document; net + tax = gross, always. All have as many decimals as the currency has minor
 * units.
 */
public record LineAmounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {

    LineAmounts plus(LineAmounts other) {
        return new LineAmounts(net.add(other.net), tax.add(other.tax), gross.add(other.gross));
    }
}
