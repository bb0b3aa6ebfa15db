package org.penglai.crm.bulkheads.internal;

import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
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
        boolean api = false;
        for (BundleWire wire : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = String.valueOf(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            if (name.startsWith(ROOT) && name.endsWith(".spi")) {
                return false;
            }
            api |= name.equals(API) || name.startsWith(API + '.');
        }
        return api;
    }
}
