package org.penglai.crm.support.internal;

/** Names that the types of this module share, its own and those of others that it knows by name alone. */
public final class Support {
    /** Feature name. */
    public static final String MODULE = "crm-support";
    /** Persistence unit and migrations. */
    public static final String UNIT = "support";
    /** The data source that is there when the tables are. */
    public static final String TABLES = "(osgi.jndi.service.name=crm-support)";

    public static final String CUSTOMERS = "customers";
    public static final String CONTACTS = "contacts";

    public static final String USERS = "users";
    public static final String MAILBOXES = "mailboxes";
    public static final String MAIL_SENDERS = "mailSenders";
    public static final String OUTGOING_MAILS = "outgoingMails";

    private Support() {}
}
