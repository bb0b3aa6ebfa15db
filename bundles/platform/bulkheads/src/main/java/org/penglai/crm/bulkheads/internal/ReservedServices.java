package org.penglai.crm.bulkheads.internal;

import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/** Services that only the platform offers, and who is a capability: code that sees the public API and nothing behind it. */
final class ReservedServices {
    private static final String ROOT = "org.penglai.crm.";
    private static final String API = ROOT + "api";

    /** What the public API marks as provided by the platform. */
    static final Set<String> API_TYPES = Set.of(
            API + ".modules.Modules",
            API + ".jobs.Jobs",
            API + ".ui.UiPlugins",
            API + ".records.Records",
            API + ".records.RecordReader",
            API + ".work.Notices",
            API + ".demo.Demo",
            API + ".live.LiveUpdates",
            API + ".privacy.Consents",
            API + ".calendar.WorkingDays");

    private ReservedServices() {}

    /** The reserved type under which a capability offers this; null if all is well. */
    static String offence(ServiceReference<?> reference) {
        for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
            if (isReserved(type)) {
                Bundle owner = reference.getBundle();
                return owner != null && isCapability(owner) ? type : null;
            }
        }
        return null;
    }

    private static boolean isReserved(String type) {
        return API_TYPES.contains(type)
                || type.startsWith("javax.servlet.")
                || type.startsWith("org.osgi.service.http.")
                || type.startsWith("org.osgi.framework.hooks.")
                || type.equals("javax.sql.DataSource")
                || type.startsWith(ROOT) && type.contains(".spi.");
    }

    static boolean isCapability(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return false;
        }
        // Whoever offers or sees a package behind the public API is the platform.
        List<String> offered = wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(ReservedServices::name)
                .toList();
        List<String> seen = wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(wire -> name(wire.getCapability()))
                .toList();
        return offered.stream().noneMatch(ReservedServices::isInner)
                && seen.stream().noneMatch(ReservedServices::isInner)
                && seen.stream().anyMatch(name -> name.equals(API) || name.startsWith(API + '.'));
    }

    private static boolean isInner(String name) {
        return name.startsWith(ROOT) && name.endsWith(".spi");
    }

    private static String name(BundleCapability capability) {
        return String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }
}
