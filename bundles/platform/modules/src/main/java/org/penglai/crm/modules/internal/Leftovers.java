package org.penglai.crm.modules.internal;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws away what two libraries would keep of every exchange of a module until the server ends. Felix remembers which
 * services a bundle used, with a count of nought afterwards, and forgets it only when these services go: those of the
 * platform never do. Pax URL puts each of its sessions back under another key than it looks for, so it makes new ones
 * for ever. Neither can be told by its interface.
 */
@Component(
        service = {},
        immediate = true)
public final class Leftovers implements BundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String RESOLVER = "org.ops4j.pax.url.mvn.MavenResolver";

    private final BundleContext context;

    @Activate
    public Leftovers(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Deactivate
    public void deactivate() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            try {
                forgetUsers();
                forgetSessions();
            } catch (NoSuchFieldException | IllegalAccessException e) {
                LOG.info("A library is not built as it was: what it keeps of exchanged bundles stays", e);
                context.removeBundleListener(this);
            }
        }
    }

    /** Whoever is uninstalled was stopped before and can use no service any more. */
    private void forgetUsers() throws NoSuchFieldException, IllegalAccessException {
        table(value(context.getBundle(0), "m_registry"), "m_inUseMap")
                .keySet()
                .removeIf(user -> ((Bundle) user).getState() == Bundle.UNINSTALLED);
    }

    /** Sessions that are at work are not in the table. */
    private void forgetSessions() throws NoSuchFieldException, IllegalAccessException {
        ServiceReference<?> reference = context.getServiceReference(RESOLVER);
        Object resolver = reference == null ? null : context.getService(reference);
        if (resolver != null) {
            try {
                table(resolver, "sessions").clear();
            } finally {
                context.ungetService(reference);
            }
        }
    }

    private static Map<?, ?> table(Object owner, String name) throws NoSuchFieldException, IllegalAccessException {
        return (Map<?, ?>) value(owner, name);
    }

    private static Object value(Object owner, String name) throws NoSuchFieldException, IllegalAccessException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
