package org.penglai.crm.persistence.spi;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.osgi.annotation.versioning.ProviderType;

/** Reading outside a transaction, and what database it is. Safe for any thread. */
@ProviderType
public interface Database {
    /**
     * Runs queries on one connection in read-only, auto-committed mode; inside {@link Transactions#run} on that
     * transaction's connection. The connection goes back to the pool at the end.
     */
    <T> T read(Function<DSLContext, T> work);

    /** DERBY or POSTGRES. */
    SQLDialect dialect();

    /** Whether a connection can be had and used right now; never throws. */
    boolean isAlive();
}
