package org.penglai.crm.receivables.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Names that the types of this module share, its own and those of others that it knows by name alone. */
public final class Receivables {
    /** Feature name. */
    public static final String MODULE = "crm-receivables";
    /** Persistence unit and migrations. */
    public static final String UNIT = "receivables";
    /** The data source that is there when the tables are. */
    public static final String TABLES = "(osgi.jndi.service.name=crm-receivables)";

    public static final String CUSTOMERS = "customers";
    /** Of a module that need not be installed. */
    public static final String ORDERS = "orders";

    public static final String CUSTOMER = "customer";
    public static final String ORDER = "order";
    public static final String STATUS = "status";
    public static final String AMOUNT = "amount";
    public static final String REMARK = "remark";
    public static final String REASON = "reason";

    private Receivables() {}

    /** The record that the reference leads to, whoever asks; empty if the reference is, or the module is not installed. */
    public static Optional<RecordSnapshot> target(
            RecordReader records, String type, RecordSnapshot from, String field) {
        Long id = from.reference(field);
        try {
            return id == null ? Optional.empty() : records.find(Caller.system(), type, id);
        } catch (NotFound notInstalled) {
            return Optional.empty();
        }
    }

    /** What an order comes to less what was returned of it. */
    public static Money due(RecordSnapshot order) {
        Money due = order.get("dueAmount", Money.class);
        return due == null ? order.get("gross", Money.class) : due;
    }

    /** The day that it is where the caller is. */
    public static LocalDate day(Instant now, Caller caller) {
        return LocalDate.ofInstant(now, caller.zone());
    }
}
