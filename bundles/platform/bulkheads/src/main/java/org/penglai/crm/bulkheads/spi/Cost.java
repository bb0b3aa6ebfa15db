package org.penglai.crm.bulkheads.spi;

import java.time.Duration;

/**
 * What the parts of one kind of a bundle have cost since the platform started, its earlier versions included.
 *
 * @param bundle symbolic name
 * @param kind of the parts
 * @param calls how often they were begun
 * @param failures how often they threw what no rule may throw
 * @param timeouts how often they took too long
 * @param refused how often they were not begun, because they were busy or fenced
 * @param elapsed time by the clock
 * @param processor time of the processor, what still runs included
 */
public record Cost(
        String bundle,
        Part.Kind kind,
        long calls,
        long failures,
        long timeouts,
        long refused,
        Duration elapsed,
        Duration processor) {}
