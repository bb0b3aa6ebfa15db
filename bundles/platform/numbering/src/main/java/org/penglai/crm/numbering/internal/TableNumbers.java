package org.penglai.crm.numbering.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.NumberSource;
import org.penglai.crm.records.spi.StoredType;

/**
 * Numbers from sequences in the database. Blocks are reserved on a thread of their own: the caller's transaction, if
 * there is one, neither holds a sequence locked until it ends nor takes numbers back that others have seen.
 */
@Component(immediate = true, configurationPid = NumberingConfiguration.PID)
@Designate(ocd = NumberingConfiguration.class)
public final class TableNumbers implements NumberSource {
    private static final int SEQUENCES_AT_MOST = 1_000;

    private final NumberTable table;
    private final UsedNumbers used;
    private final Map<Key, Sequence> sequences = new LinkedHashMap<>();
    private final ExecutorService reserving = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "crm-numbers");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ZoneId zone;

    /** @param migrated only there when the tables are */
    @Activate
    public TableNumbers(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-numbering)") DataSource migrated,
            NumberingConfiguration configuration) {
        this(database, transactions, ZoneId.of(configuration.zone()));
    }

    TableNumbers(Database database, Transactions transactions, ZoneId zone) {
        this.table = new NumberTable(transactions);
        this.used = new UsedNumbers(database);
        this.zone = zone;
    }

    @Modified
    void configure(NumberingConfiguration configuration) {
        zone = ZoneId.of(configuration.zone());
    }

    @Deactivate
    void stop() {
        reserving.shutdownNow();
    }

    @Override
    public List<String> next(StoredType type, String pattern, String column, Instant now, int count) {
        NumberPattern numbers = NumberPattern.at(pattern, LocalDate.ofInstant(now, zone));
        Sequence sequence = sequence(type.name(), numbers.period());
        List<String> free = new ArrayList<>(count);
        while (free.size() < count) {
            List<String> candidates = sequence.take(count - free.size()).stream()
                    .map(numbers::number)
                    .toList();
            Set<String> taken = used.among(type.table(), column, candidates);
            candidates.stream().filter(number -> !taken.contains(number)).forEach(free::add);
        }
        return free;
    }

    /** Reserved places of a sequence that nobody has used for long are forgotten: gaps are allowed. */
    private Sequence sequence(String type, String period) {
        Key key = new Key(type, period);
        synchronized (sequences) {
            Sequence sequence = sequences.remove(key);
            if (sequence == null) {
                sequence = new Sequence(places -> reserve(key, places));
            }
            sequences.put(key, sequence);
            if (sequences.size() > SEQUENCES_AT_MOST) {
                sequences.remove(sequences.keySet().iterator().next());
            }
            return sequence;
        }
    }

    private long reserve(Key key, int places) {
        try {
            return reserving
                    .submit(() -> table.reserve(key.type(), key.period(), places))
                    .get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable(stopping);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CrmException known) {
                throw known;
            }
            throw unavailable(failure.getCause());
        }
    }

    private static Unavailable unavailable(Throwable cause) {
        return new Unavailable(
                "numbering",
                Localized.of("暂时无法生成编号，请稍后再试。", "Numbers cannot be given right now; try again soon."),
                java.time.Duration.ofSeconds(2),
                cause);
    }

    private record Key(String type, String period) {}
}
