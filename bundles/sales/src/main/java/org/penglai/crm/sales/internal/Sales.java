package org.penglai.crm.sales.internal;

/** Names that the types of this module share, its own and those of what it sells to. */
public final class Sales {
    /** Feature name. */
    public static final String MODULE = "crm-sales";
    /** Persistence unit and migrations. */
    public static final String UNIT = "sales";
    /** The data source that is there when the tables are. */
    public static final String TABLES = "(osgi.jndi.service.name=crm-sales)";

    public static final String CUSTOMERS = "customers";
    public static final String CONTACTS = "contacts";

    private Sales() {}
}
