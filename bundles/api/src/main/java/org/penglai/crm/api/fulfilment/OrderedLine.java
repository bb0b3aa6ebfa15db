package org.penglai.crm.api.fulfilment;

import java.math.BigDecimal;

/**
 * A line of an order in progress, as another system is asked about it.
 *
 * @param id of the line's record
 * @param orderNo number of the order, as people know it
 * @param position from 1
 * @param sku code of the product; null where it has none
 * @param quantity ordered
 */
public record OrderedLine(long id, String orderNo, long position, String sku, BigDecimal quantity) {}
