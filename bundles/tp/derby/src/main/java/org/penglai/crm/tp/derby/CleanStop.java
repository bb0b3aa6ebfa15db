package org.penglai.crm.tp.derby;

import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Shuts all databases down when the bundle stops, after everybody who uses them: what is in memory is written, the next
 * start has nothing to recover. An activator, since this bundle is below Declarative Services.
 */
public final class CleanStop implements BundleActivator {
    private static final String SHUT_DOWN = "XJ015";

    @Override
    public void start(BundleContext context) {
        // Derby starts with the first connection.
    }

    @Override
    public void stop(BundleContext context) throws SQLException {
        try {
            new EmbeddedDriver().connect("jdbc:derby:;shutdown=true;deregister=false", new Properties());
        } catch (SQLException answer) {
            if (!SHUT_DOWN.equals(answer.getSQLState())) {
                throw answer;
            }
        }
    }
}
