package org.penglai.crm.api.fulfilment;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How far a line of an order is. What is null is not known, and stays as it was.
 *
 * @param line id of the line's record, as it was asked about
 * @param stock quantity at hand of the product
 * @param production how far it is made
 * @param delivered quantity that has left the house so far
 * @param expectedOn day at which the rest is expected to leave
 * @param trackingNo of the newest delivery, as the carrier has it
 */
public record LineProgress(
        long line,
        BigDecimal stock,
        Production production,
        BigDecimal delivered,
        LocalDate expectedOn,
        String trackingNo) {

    /** Stages of making. */
    public enum Production {
        NONE,
        IN_PRODUCTION,
        FINISHED
    }
}
