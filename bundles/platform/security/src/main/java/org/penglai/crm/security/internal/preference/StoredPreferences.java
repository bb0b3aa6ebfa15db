package org.penglai.crm.security.internal.preference;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.spi.Preferences;

/** Preferences in the database. No audit: they change with every column that somebody drags. */
@Component
public final class StoredPreferences implements Preferences {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private final Database database;
    private final Transactions transactions;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public StoredPreferences(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated) {
        this(database, transactions, Clock.systemUTC());
    }

    StoredPreferences(Database database, Transactions transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Map<String, String> all(Caller caller) {
        return database.read(sql -> sql
                .select(SecurityTables.PREFERENCE_NAME, SecurityTables.PREFERENCE_CONTENT)
                .from(SecurityTables.PREFERENCES)
                .where(SecurityTables.PREFERENCE_USER.eq(caller.userId()))
                .orderBy(SecurityTables.PREFERENCE_NAME)
                .fetch()
                .stream()
                .collect(LinkedHashMap::new, (all, row) -> all.put(row.value1(), row.value2()), LinkedHashMap::putAll));
    }

    @Override
    public void put(Caller caller, String key, String json) {
        check(key, json);
        try {
            store(caller.userId(), key, json);
        } catch (IntegrityConstraintViolationException anotherPageWasFaster) {
            store(caller.userId(), key, json);
        }
    }

    @Override
    public boolean delete(Caller caller, String key) {
        return transactions.run(transaction -> transaction
                        .sql()
                        .deleteFrom(SecurityTables.PREFERENCES)
                        .where(SecurityTables.PREFERENCE_USER.eq(caller.userId()))
                        .and(SecurityTables.PREFERENCE_NAME.eq(key))
                        .execute())
                > 0;
    }

    private void store(long user, String key, String json) {
        transactions.run(transaction -> {
            LocalDateTime now = Timestamps.now(clock);
            int updated = transaction
                    .sql()
                    .update(SecurityTables.PREFERENCES)
                    .set(SecurityTables.PREFERENCE_CONTENT, json)
                    .set(SecurityTables.PREFERENCE_UPDATED_AT, now)
                    .where(SecurityTables.PREFERENCE_USER.eq(user))
                    .and(SecurityTables.PREFERENCE_NAME.eq(key))
                    .execute();
            if (updated == 0) {
                insert(transaction.sql(), user, key, json, now);
            }
            return null;
        });
    }

    private static void insert(DSLContext sql, long user, String key, String json, LocalDateTime now) {
        Integer kept = sql.select(DSL.count())
                .from(SecurityTables.PREFERENCES)
                .where(SecurityTables.PREFERENCE_USER.eq(user))
                .fetchOne(0, Integer.class);
        if (kept != null && kept >= KEYS_AT_MOST) {
            throw new Invalid(Violation.of(
                    "key", "tooMany", "设置项已达 " + KEYS_AT_MOST + " 个。", "There are " + KEYS_AT_MOST + " keys already."));
        }
        sql.insertInto(SecurityTables.PREFERENCES)
                .set(SecurityTables.PREFERENCE_USER, user)
                .set(SecurityTables.PREFERENCE_NAME, key)
                .set(SecurityTables.PREFERENCE_CONTENT, json)
                .set(SecurityTables.PREFERENCE_UPDATED_AT, now)
                .execute();
    }

    private static void check(String key, String json) {
        if (!KEY.matcher(key).matches()) {
            throw new Invalid(Violation.of(
                    "key",
                    "invalid",
                    "设置项的名称须为 1 至 100 个字母、数字或 . _ : -。",
                    "A key has 1 to 100 letters, digits or . _ : -"));
        }
        if (json.getBytes(StandardCharsets.UTF_8).length > BYTES_AT_MOST) {
            throw new Invalid(Violation.of("", "tooLong", "内容最多 16 KiB。", "At most 16 KiB."));
        }
    }
}
