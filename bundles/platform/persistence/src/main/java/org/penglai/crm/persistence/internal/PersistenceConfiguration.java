package org.penglai.crm.persistence.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits of transactions and queries. */
@ObjectClassDefinition(name = "Penglai CRM persistence", description = "Limits of transactions and queries")
public @interface PersistenceConfiguration {
    String PID = "org.penglai.crm.persistence";

    @AttributeDefinition(name = "Transaction limit", description = "Seconds after which a transaction is rolled back")
    int transactionSeconds() default 20;

    @AttributeDefinition(
            name = "Lock wait",
            description = "Seconds a statement waits for a lock on PostgreSQL; on Derby it is derby.locks.waitTimeout")
    int lockWaitSeconds() default 5;

    @AttributeDefinition(
            name = "Repetitions",
            description = "How often a transaction is repeated after a deadlock or a lock time-out")
    int repetitions() default 3;

    @AttributeDefinition(name = "Query limit", description = "Seconds a single query outside a transaction may take")
    int querySeconds() default 60;
}
