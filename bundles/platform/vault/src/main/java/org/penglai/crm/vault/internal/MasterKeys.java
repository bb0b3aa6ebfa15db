package org.penglai.crm.vault.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.vault.spi.VaultStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps all other keys with the newest key of the key file. While the file is missing, open to others or another one
 * than the keys in the database were wrapped with, everything that needs a key is refused; once the operator has put
 * that right it goes on without a restart.
 */
@Component(
        service = {MasterKeys.class, VaultStatus.class},
        configurationPid = VaultConfiguration.PID,
        immediate = true)
@Designate(ocd = VaultConfiguration.class)
public final class MasterKeys implements VaultStatus {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final String DOT = ".";

    private final Database database;
    private final Transactions transactions;
    private final KeyFile file;
    private volatile Loaded loaded;
    private String told;

    /** @param migrated only there when the tables are */
    @Activate
    public MasterKeys(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-vault)") DataSource migrated,
            VaultConfiguration configuration) {
        this(database, transactions, path(configuration.keyFile()));
        problem();
    }

    public MasterKeys(Database database, Transactions transactions, Path file) {
        this.database = database;
        this.transactions = transactions;
        this.file = new KeyFile(file);
    }

    private static Path path(String configured) {
        return configured.isBlank()
                ? Path.of(System.getProperty("crm.data", "data"), "keys", "vault.key")
                : Path.of(configured);
    }

    /** A key in a form that only who has the key file can use. */
    String wrap(byte[] key, String name) {
        Loaded current = require();
        byte[] sealed = Aes.seal(current.newest, key, name.getBytes(StandardCharsets.UTF_8));
        return current.newestId + DOT + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    byte[] unwrap(String wrapped, String name) {
        int dot = wrapped.indexOf(DOT);
        SecretKey key = require().all.get(wrapped.substring(0, dot));
        if (key == null) {
            throw unavailable("The key file " + file.path() + " lacks the key " + wrapped.substring(0, dot));
        }
        byte[] sealed = Base64.getUrlDecoder().decode(wrapped.substring(dot + 1));
        return Aes.open(key, ByteBuffer.wrap(sealed), name.getBytes(StandardCharsets.UTF_8));
    }

    private Loaded require() {
        Loaded current = loaded;
        if (current != null) {
            return current;
        }
        String problem = problem();
        current = loaded;
        if (current == null) {
            throw unavailable(problem);
        }
        return current;
    }

    private static Unavailable unavailable(String reason) {
        return new Unavailable(
                "keysUnavailable",
                Localized.of("加密密钥暂不可用，请联系系统管理员。", "The keys cannot be used right now; please tell the operator."),
                AGAIN,
                new IllegalStateException(reason));
    }

    @Override
    public String keyFile() {
        return file.path().toString();
    }

    /** Once loaded, the keys are kept: a file that goes away later is told of, but stops nobody. */
    @Override
    public synchronized String problem() {
        String problem = look();
        if (problem != null && !problem.equals(told)) {
            LOG.error("{}", problem);
        }
        told = problem;
        return problem;
    }

    private String look() {
        try {
            List<String> wrapping = wrapping();
            if (!file.exists()) {
                if (!wrapping.isEmpty()) {
                    return "The key file " + file.path()
                            + " is missing, but keys in the database are wrapped with it: put it back from where you keep its copy";
                }
                file.create();
                LOG.info("new key file {}: keep a copy of it apart from the backups of the database", file.path());
            }
            return look(wrapping, file.read());
        } catch (UnusableKeyFile unusable) {
            return unusable.getMessage();
        } catch (IOException e) {
            return "The key file " + file.path() + " cannot be read: " + e;
        } catch (Unavailable away) {
            return "The keys cannot be looked at while the database is away";
        }
    }

    private String look(List<String> wrapping, Map<String, SecretKey> keys) {
        List<String> known = wrapping;
        List<String> ids = new ArrayList<>(keys.keySet());
        String newest = ids.get(ids.size() - 1);
        if (keys.keySet().containsAll(known) && !known.contains(newest)) {
            note(known.size() + 1, newest);
            known = wrapping();
        }
        if (!keys.keySet().containsAll(known)) {
            return "The key file " + file.path()
                    + " is not the one that keys in the database are wrapped with: put the right one back, the same on every node";
        }
        loaded = new Loaded(newest, keys.get(newest), keys);
        return null;
    }

    private List<String> wrapping() {
        return database.read(sql -> sql.select(VaultTables.KEY_ID)
                .from(VaultTables.MASTER)
                .orderBy(VaultTables.PLACE)
                .fetch(VaultTables.KEY_ID));
    }

    private void note(int place, String id) {
        try {
            transactions.run(transaction -> transaction
                    .sql()
                    .insertInto(VaultTables.MASTER, VaultTables.PLACE, VaultTables.KEY_ID, VaultTables.CREATED_AT)
                    .values(place, id, LocalDateTime.now(Clock.system(ZoneOffset.UTC)))
                    .execute());
        } catch (IntegrityConstraintViolationException anotherNodeWasFirst) {
            LOG.debug("another node was first", anotherNodeWasFirst);
        }
    }

    @Override
    public long recordKeys() {
        return count(true);
    }

    @Override
    public long destroyedKeys() {
        return count(false);
    }

    private long count(boolean alive) {
        return database.read(sql -> sql.selectCount()
                .from(VaultTables.RECORD)
                .where(alive ? VaultTables.WRAPPED.isNotNull() : VaultTables.WRAPPED.isNull())
                .fetchSingle()
                .value1()
                .longValue());
    }

    private record Loaded(String newestId, SecretKey newest, Map<String, SecretKey> all) {}
}
