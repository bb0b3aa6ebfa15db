package org.penglai.crm.modules.internal;

import java.util.List;
import java.util.Objects;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/** Tells a module from other features, and finds its bundles. */
final class ModuleFeature {
    /** A feature is a module if one of its bundles brings tables or pages. */
    private static final List<String> SIGNS = List.of("crm.migrations", "crm.ui.module");

    private ModuleFeature() {}

    /** The feature's bundles that are installed. */
    static List<Bundle> bundles(BundleContext context, Feature feature) {
        return feature.getBundles().stream()
                .map(BundleInfo::getLocation)
                .map(context::getBundle)
                .filter(Objects::nonNull)
                .toList();
    }

    static boolean isModule(BundleContext context, Feature feature) {
        return bundles(context, feature).stream()
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .anyMatch(revision -> SIGNS.stream().anyMatch(sign -> !revision.getDeclaredCapabilities(sign)
                        .isEmpty()));
    }

    /** Schemas, and so persistence units, that the feature's bundles bring. */
    static List<String> units(BundleContext context, Feature feature) {
        return bundles(context, feature).stream()
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(revision -> revision.getDeclaredCapabilities("crm.migrations").stream())
                .map(capability -> String.valueOf(capability.getAttributes().get("crm.migrations")))
                .toList();
    }
}
