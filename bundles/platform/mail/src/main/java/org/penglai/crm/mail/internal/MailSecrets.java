package org.penglai.crm.mail.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.vault.spi.PersonKeys;

/** Passwords and private keys: sealed under a key of their record, told to nobody but the connections that need them. */
@Component(service = MailSecrets.class)
public final class MailSecrets {
    public static final String PASSWORD = "password";
    public static final String DKIM = "dkim";

    private final Database database;
    private final Transactions transactions;
    private final PersonKeys keys;

    /** @param migrated only there when the table is */
    @Activate
    public MailSecrets(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference PersonKeys keys,
            @Reference(target = "(osgi.jndi.service.name=crm-mail)") DataSource migrated) {
        this.database = database;
        this.transactions = transactions;
        this.keys = keys;
    }

    /** The secret of a record; empty if it has none. */
    public Optional<String> find(String type, long id, String purpose) {
        byte[] sealed = database.read(sql -> sql.select(MailTables.SEALED)
                .from(MailTables.SECRET)
                .where(row(type, id, purpose))
                .fetchOne(MailTables.SEALED));
        return sealed == null
                ? Optional.empty()
                : keys.open(type, id, sealed, purpose).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    /** Keeps the secret instead of the one before it. */
    public void put(String type, long id, String purpose, String secret) {
        transactions.run(transaction -> {
            byte[] sealed = keys.seal(type, id, secret.getBytes(StandardCharsets.UTF_8), purpose);
            int changed = transaction
                    .sql()
                    .update(MailTables.SECRET)
                    .set(MailTables.SEALED, sealed)
                    .where(row(type, id, purpose))
                    .execute();
            return changed > 0
                    ? changed
                    : transaction
                            .sql()
                            .insertInto(MailTables.SECRET)
                            .set(MailTables.TYPE, type)
                            .set(MailTables.RECORD_ID, id)
                            .set(MailTables.PURPOSE, purpose)
                            .set(MailTables.SEALED, sealed)
                            .execute();
        });
    }

    private static Condition row(String type, long id, String purpose) {
        return MailTables.TYPE.eq(type).and(MailTables.RECORD_ID.eq(id)).and(MailTables.PURPOSE.eq(purpose));
    }
}
