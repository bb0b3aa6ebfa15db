package org.penglai.crm.vault.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.CompiledInsert;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.vault.spi.PersonKeys;

/** Keys of records in a table; those used last are kept in memory, new ones only once they are committed. */
@Component(service = PersonKeys.class)
public final class TablePersonKeys implements PersonKeys {
    private static final CompiledInsert INSERT = CompiledInsert.into(
            VaultTables.RECORD, List.of(VaultTables.TYPE, VaultTables.RECORD_ID, VaultTables.WRAPPED));
    private static final int BYTES = 32;
    private static final int AT_ONCE = 500;
    private static final long READ_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final byte GONE = 0;
    private static final byte SEALED = 1;

    private final Database database;
    private final Transactions transactions;
    private final MasterKeys master;
    private final LongSupplier nanos;
    private final KnownKeys known = new KnownKeys();

    @Activate
    public TablePersonKeys(
            @Reference Database database, @Reference Transactions transactions, @Reference MasterKeys master) {
        this(database, transactions, master, System::nanoTime);
    }

    TablePersonKeys(Database database, Transactions transactions, MasterKeys master, LongSupplier nanos) {
        this.database = database;
        this.transactions = transactions;
        this.master = master;
        this.nanos = nanos;
    }

    @Override
    public void prepare(String type, Collection<Long> ids) {
        transactions.run(transaction -> {
            load(transaction, type, ids);
            return null;
        });
    }

    @Override
    public void prepareNew(String type, Collection<Long> ids) {
        List<Long> made = ids.stream().sorted().toList();
        transactions.run(transaction -> {
            for (int from = 0; from < made.size(); from += AT_ONCE) {
                create(transaction, type, made.subList(from, Math.min(made.size(), from + AT_ONCE)))
                        .forEach((id, key) -> known.put(transaction, new Name(type, id), key));
            }
            return null;
        });
    }

    @Override
    public byte[] seal(String type, long id, byte[] plain, String context) {
        Name name = new Name(type, id);
        Known key = known.find(name);
        if (key == null) {
            key = transactions.run(transaction -> {
                Known mine = known.find(transaction, name);
                return mine == null ? load(transaction, type, List.of(id)).get(id) : mine;
            });
        }
        if (key.key == null) {
            return new byte[] {GONE};
        }
        byte[] sealed = Aes.seal(key.key, plain, context.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + sealed.length).put(SEALED).put(sealed).array();
    }

    @Override
    public Optional<byte[]> open(String type, long id, byte[] sealed, String context) {
        return open(type, id, sealed, context, work -> database.read(work::apply));
    }

    @Override
    public Optional<byte[]> open(DSLContext sql, String type, long id, byte[] sealed, String context) {
        return open(type, id, sealed, context, work -> work.apply(sql));
    }

    private Optional<byte[]> open(String type, long id, byte[] sealed, String context, Reading reading) {
        if (sealed.length == 1 && sealed[0] == GONE) {
            return Optional.empty();
        }
        Name name = new Name(type, id);
        Known key = known.find(name);
        if (key == null || nanos.getAsLong() - key.readAt > READ_AGAIN_NANOS) {
            key = reading.run(sql -> read(sql, type, List.of(id))).get(id);
            if (key == null) {
                throw new IllegalArgumentException("no key was ever made for " + name);
            }
            known.put(name, key);
        }
        return key.key == null
                ? Optional.empty()
                : Optional.of(Aes.open(
                        key.key,
                        ByteBuffer.wrap(sealed, 1, sealed.length - 1),
                        context.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void destroy(String type, long id) {
        transactions.run(transaction -> {
            int changed = transaction
                    .sql()
                    .update(VaultTables.RECORD)
                    .set(VaultTables.WRAPPED, (String) null)
                    .set(VaultTables.DESTROYED_AT, now())
                    .where(VaultTables.TYPE.eq(type))
                    .and(VaultTables.RECORD_ID.eq(id))
                    .and(VaultTables.WRAPPED.isNotNull())
                    .execute();
            if (changed == 0 && !read(transaction.sql(), type, List.of(id)).containsKey(id)) {
                transaction
                        .sql()
                        .insertInto(
                                VaultTables.RECORD, VaultTables.TYPE, VaultTables.RECORD_ID, VaultTables.DESTROYED_AT)
                        .values(type, id, now())
                        .execute();
            }
            Name name = new Name(type, id);
            known.put(transaction, name, new Known(null, nanos.getAsLong()));
            return null;
        });
    }

    @Override
    public boolean destroyed(String type, long id) {
        Known key = database.read(sql -> read(sql, type, List.of(id))).get(id);
        return key != null && key.key == null;
    }

    /** All of them are known afterwards to this transaction, and to everybody once it is committed. */
    private Map<Long, Known> load(Transaction transaction, String type, Collection<Long> ids) {
        Map<Long, Known> found = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (long id : ids) {
            Name name = new Name(type, id);
            Known key = known.find(name);
            key = key == null ? known.find(transaction, name) : key;
            if (key == null) {
                unknown.add(id);
            } else {
                found.put(id, key);
            }
        }
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            List<Long> some = unknown.subList(from, Math.min(unknown.size(), from + AT_ONCE));
            Map<Long, Known> there = read(transaction.sql(), type, some);
            List<Long> missing =
                    some.stream().filter(id -> !there.containsKey(id)).sorted().toList();
            there.putAll(create(transaction, type, missing));
            there.forEach((id, key) -> known.put(transaction, new Name(type, id), key));
            found.putAll(there);
        }
        return found;
    }

    private Map<Long, Known> read(DSLContext sql, String type, Collection<Long> ids) {
        Map<Long, Known> keys = new HashMap<>();
        sql.select(VaultTables.RECORD_ID, VaultTables.WRAPPED)
                .from(VaultTables.RECORD)
                .where(VaultTables.TYPE.eq(type))
                .and(ids.size() == 1 ? VaultTables.RECORD_ID.eq(ids.iterator().next()) : VaultTables.RECORD_ID.in(ids))
                .forEach(row -> keys.put(
                        row.value1(), known(row.value2() == null ? null : unwrap(type, row.value1(), row.value2()))));
        return keys;
    }

    private byte[] unwrap(String type, long id, String wrapped) {
        return master.unwrap(wrapped, new Name(type, id).toString());
    }

    private Map<Long, Known> create(Transaction transaction, String type, List<Long> ids) {
        Map<Long, Known> keys = new HashMap<>();
        List<Object[]> rows = new ArrayList<>();
        for (long id : ids) {
            byte[] key = Aes.random(BYTES);
            rows.add(new Object[] {type, id, master.wrap(key, new Name(type, id).toString())});
            keys.put(id, known(key));
        }
        transaction.insert(INSERT, rows);
        return keys;
    }

    private Known known(byte[] key) {
        return new Known(key == null ? null : new SecretKeySpec(key, "AES"), nanos.getAsLong());
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(Clock.system(ZoneOffset.UTC));
    }

    /** Runs a query on some connection. */
    private interface Reading {
        Map<Long, Known> run(Function<DSLContext, Map<Long, Known>> query);
    }

    /** @param key null if it was destroyed */
    record Known(SecretKey key, long readAt) {}

    record Name(String type, long id) {
        @Override
        public String toString() {
            return type + "/" + id;
        }
    }
}
