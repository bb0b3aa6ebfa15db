package org.penglai.crm.persistence.testing;

import java.util.Properties;
import java.util.UUID;

/** What every persistence.xml of the product says, and a session name of its own for each test database. */
final class UnitProperties {
    private UnitProperties() {}

    static Properties all() {
        Properties properties = new Properties();
        properties.setProperty("eclipselink.weaving", "false");
        properties.setProperty("eclipselink.cache.shared.default", "false");
        properties.setProperty("eclipselink.ddl-generation", "none");
        properties.setProperty("eclipselink.jdbc.batch-writing", "JDBC");
        properties.setProperty("eclipselink.logging.level", "WARNING");
        properties.setProperty("eclipselink.session-name", "test-" + UUID.randomUUID());
        return properties;
    }
}
