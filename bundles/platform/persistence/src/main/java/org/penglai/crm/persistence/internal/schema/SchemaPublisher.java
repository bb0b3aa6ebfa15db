package org.penglai.crm.persistence.internal.schema;

/** Makes a transaction-bound DataSource known. */
@FunctionalInterface
public interface SchemaPublisher {
    /** @param name the DataSource's JNDI name */
    Published publish(String name);

    /** A DataSource that is known. */
    @FunctionalInterface
    interface Published {
        void withdraw();
    }
}
