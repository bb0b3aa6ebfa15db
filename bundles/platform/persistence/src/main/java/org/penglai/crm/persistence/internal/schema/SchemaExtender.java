package org.penglai.crm.persistence.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the bundles that bring migrations, by their capability {@code crm.migrations}. The tracker's events are
 * synchronous and start with STARTING, so that a bundle's tables are there before its components ask for them.
 */
final class SchemaExtender implements BundleTrackerCustomizer<Schema> {
    static final String CAPABILITY = "crm.migrations";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaExtender.class);

    private final Schemas schemas;
    private final BundleTracker<Schema> tracker;

    SchemaExtender(BundleContext context, Schemas schemas) {
        this.schemas = schemas;
        this.tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    @Override
    public Schema addingBundle(Bundle bundle, BundleEvent event) {
        List<BundleCapability> capabilities = bundle.adapt(BundleRevision.class).getDeclaredCapabilities(CAPABILITY);
        if (capabilities.isEmpty()) {
            return null;
        }
        String name = String.valueOf(capabilities.get(0).getAttributes().get(CAPABILITY));
        try {
            Schema schema = read(bundle, name);
            schemas.add(schema);
            return schema;
        } catch (RuntimeException e) {
            // Boundary of the bundle event: the framework would log it without saying what it means.
            LOG.error("schema {} of {} was not migrated", name, bundle.getSymbolicName(), e);
            return null;
        }
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Schema schema) {
        // From STARTING to ACTIVE: nothing changes.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Schema schema) {
        schemas.remove(schema);
    }

    /** The scripts in db/&lt;schema&gt; of a bundle. */
    static Schema read(Bundle bundle, String name) {
        List<Script> scripts = new ArrayList<>();
        var entries = bundle.findEntries("db/" + name, "*.sql", false);
        if (entries != null) {
            for (URL url : Collections.list(entries)) {
                scripts.add(new Script(url.getPath().substring(url.getPath().lastIndexOf('/') + 1), text(url)));
            }
        }
        return new Schema(name, bundle.getSymbolicName() + " " + bundle.getVersion(), scripts);
    }

    private static String text(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
