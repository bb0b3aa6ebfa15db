package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.features.Feature;
import org.osgi.framework.BundleContext;
import org.penglai.crm.persistence.spi.Gates;

/** Writes to the units of some modules, held back between two moments; the moments may come on different threads. */
final class HeldWrites {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Gates gates;
    private final BundleContext context;
    private final List<Feature> modules;
    private final ChangeTimes times;
    private final List<Gates.Hold> holds = new ArrayList<>();
    private boolean released;

    HeldWrites(Gates gates, BundleContext context, List<Feature> modules, ChangeTimes times) {
        this.gates = gates;
        this.context = context;
        this.modules = modules;
        this.times = times;
    }

    /** Lets nobody in any more, and waits for those inside; does nothing the second time, or after the release. */
    synchronized void hold() {
        if (released || !holds.isEmpty()) {
            return;
        }
        for (Feature module : modules) {
            for (String unit : ModuleFeature.units(context, module)) {
                times.held();
                holds.add(gates.hold(unit, "module change", DRAIN));
            }
        }
    }

    /** Lets everybody in again. */
    synchronized void release() {
        released = true;
        holds.forEach(Gates.Hold::close);
        if (!holds.isEmpty()) {
            times.released();
        }
    }
}
