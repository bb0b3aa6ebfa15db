package org.penglai.crm.api.modules;

import java.time.Duration;
import org.penglai.crm.api.Localized;

/**
 * What one kind of a module's code has cost since the server started, its earlier versions included.
 *
 * @param kind as in metrics, e.g. {@code hook}
 * @param label what people call the kind
 * @param calls how often it was called
 * @param failures how often it threw what no rule may throw
 * @param timeouts how often it took too long
 * @param refused how often it was not called, because it was busy or fenced
 * @param elapsed time by the clock
 * @param processor time of the processor
 */
public record ModuleCost(
        String kind,
        Localized label,
        long calls,
        long failures,
        long timeouts,
        long refused,
        Duration elapsed,
        Duration processor) {}
