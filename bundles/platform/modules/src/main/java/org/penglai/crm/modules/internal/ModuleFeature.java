package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/** Tells a module from other features, and finds its bundles. */
final class ModuleFeature {
    /** A feature is a module if one of its bundles brings tables or pages. */
    private static final Pattern SIGN = Pattern.compile("(^|,)\\s*crm\\.(migrations|ui\\.module)\\s*(;|,|$)");

    /** The platform's own bundles bring tables, too, but come and go with the platform. */
    private static final String PLATFORM = "crm";

    private ModuleFeature() {}

    /** The feature's bundles that are installed. */
    static List<Bundle> bundles(BundleContext context, Feature feature) {
        return feature.getBundles().stream()
                .map(BundleInfo::getLocation)
                .map(context::getBundle)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The feature's bundles that are installed and meant to run. */
    static List<Bundle> starting(BundleContext context, Feature feature) {
        return feature.getBundles().stream()
                .filter(BundleInfo::isStart)
                .map(BundleInfo::getLocation)
                .map(context::getBundle)
                .filter(Objects::nonNull)
                .filter(bundle -> !isFragment(bundle))
                .toList();
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    /**
     * Whether the feature is a module, installed or not.
     *
     * @throws IOException if a bundle that is not installed cannot be read
     */
    static boolean isModule(BundleContext context, Feature feature) throws IOException {
        if (PLATFORM.equals(feature.getName())) {
            return false;
        }
        for (BundleInfo info : feature.getBundles()) {
            Bundle bundle = context.getBundle(info.getLocation());
            String capabilities = bundle == null
                    ? ModuleBundle.read(info.getLocation()).capabilities()
                    : bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
            if (isSign(capabilities)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a bundle with this Provide-Capability header (null if it has none) brings tables or pages. */
    static boolean isSign(String capabilities) {
        return capabilities != null && SIGN.matcher(capabilities).find();
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
