package org.penglai.crm.modules.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles of modules that lie in the deploy folder without their KAR. While the platform runs they are refused; at a start
 * with an empty bundle cache File Install is there before the platform, takes them for plain bundles, and the module
 * that they belong to could not be restored beside them.
 */
final class StrayBundles {
    private static final Logger LOG = LoggerFactory.getLogger(StrayBundles.class);

    private final BundleContext context;
    private final Path folder;

    StrayBundles(BundleContext context) {
        this.context = context;
        this.folder = Path.of(System.getProperty("crm.data", "data"))
                .resolve("deploy")
                .toAbsolutePath()
                .normalize();
    }

    void remove() {
        for (Bundle bundle : context.getBundles()) {
            if (isStray(bundle)) {
                try {
                    bundle.uninstall();
                    LOG.warn("{} is the bundle of a module and was taken away", bundle.getLocation());
                } catch (BundleException e) {
                    LOG.warn("{} is the bundle of a module and could not be taken away", bundle.getLocation(), e);
                }
            }
        }
    }

    private boolean isStray(Bundle bundle) {
        return Stream.of(bundle.getLocation())
                        .filter(location -> location != null && location.startsWith("file:/"))
                        .map(location -> Path.of(URI.create(location)).normalize())
                        .anyMatch(path -> path.startsWith(folder))
                && ModuleFeature.isSign(bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY));
    }
}
