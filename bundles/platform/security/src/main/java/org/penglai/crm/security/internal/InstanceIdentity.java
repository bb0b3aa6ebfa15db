package org.penglai.crm.security.internal;

import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** The installation's id: drawn at the first start, the same on all nodes. */
@Component(service = InstanceIdentity.class)
public final class InstanceIdentity {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 8;
    private static final int ONLY_SLOT = 1;

    private final String id;

    /** @param migrated only there when the tables are */
    @Activate
    public InstanceIdentity(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated) {
        this(database, transactions);
    }

    private InstanceIdentity(Database database, Transactions transactions) {
        id = read(database).orElseGet(() -> create(database, transactions));
    }

    /** Without a container. */
    public static InstanceIdentity with(Database database, Transactions transactions) {
        return new InstanceIdentity(database, transactions);
    }

    /** Eight lower-case letters and digits. */
    public String id() {
        return id;
    }

    private static Optional<String> read(Database database) {
        return database.read(sql -> sql.select(SecurityTables.INSTANCE_ID)
                .from(SecurityTables.INSTANCE)
                .where(SecurityTables.SLOT.eq(ONLY_SLOT))
                .fetchOptional(SecurityTables.INSTANCE_ID));
    }

    private static String create(Database database, Transactions transactions) {
        String drawn = new Secrets().next(ALPHABET, LENGTH);
        try {
            return transactions.run(transaction -> {
                transaction
                        .sql()
                        .insertInto(SecurityTables.INSTANCE, SecurityTables.SLOT, SecurityTables.INSTANCE_ID)
                        .values(ONLY_SLOT, drawn)
                        .execute();
                return drawn;
            });
        } catch (IntegrityConstraintViolationException anotherNodeWasFaster) {
            return read(database).orElseThrow(() -> anotherNodeWasFaster);
        }
    }
}
