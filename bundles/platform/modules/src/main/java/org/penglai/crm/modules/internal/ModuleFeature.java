package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
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
                    ? capabilities(info.getLocation())
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

    private static String capabilities(String location) throws IOException {
        try (InputStream in = new URL(location).openStream();
                JarInputStream jar = new JarInputStream(in)) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue(Constants.PROVIDE_CAPABILITY);
        }
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
