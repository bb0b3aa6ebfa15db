package org.penglai.crm.container;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** State, wiring and last change of every bundle: what must not move when another bundle does. */
final class Snapshot {
    private final Map<String, String> bundles = new TreeMap<>();

    private Snapshot() {}

    static Snapshot of(BundleContext context, Predicate<Bundle> which) {
        Snapshot snapshot = new Snapshot();
        for (Bundle bundle : context.getBundles()) {
            if (which.test(bundle)) {
                BundleWiring wiring = bundle.adapt(BundleWiring.class);
                snapshot.bundles.put(
                        bundle.getSymbolicName() + '/' + bundle.getVersion(),
                        bundle.getState() + " " + bundle.getLastModified() + ' ' + System.identityHashCode(wiring));
            }
        }
        return snapshot;
    }

    /** What differs, by bundle. */
    Map<String, String> differences(Snapshot later) {
        Map<String, String> differences = new HashMap<>();
        bundles.forEach((name, state) -> {
            String now = later.bundles.get(name);
            if (!state.equals(now)) {
                differences.put(name, state + " -> " + now);
            }
        });
        return differences;
    }

    int size() {
        return bundles.size();
    }
}
