package org.penglai.crm.customization.internal.unique;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.records.spi.UniqueKeys.Key;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each unique rule an index, so that no write has to look through the table, and takes it back when the rule goes.
 * Until there is one the rule holds all the same.
 */
@Component
public final class UniqueRuleWork implements PeriodicWork {
    private static final Logger LOG = LoggerFactory.getLogger(UniqueRuleWork.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Types types;
    private final CustomColumns columns;
    private final Database database;
    private final Map<String, State> seen = new ConcurrentHashMap<>();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    /** @param migrated proof that the tables are there */
    @Activate
    public UniqueRuleWork(
            @Reference Types types,
            @Reference CustomColumns columns,
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this.types = types;
        this.columns = columns;
        this.database = database;
    }

    @Override
    public String name() {
        return "customization.uniqueRules";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** What is as it should be is left alone; a type whose rules changed is looked at until nothing is left to do. */
    @Override
    public void run(Instant now) {
        Map<String, List<Key>> rules = database.read(UniqueRuleTable::active);
        for (StoredType type : types.list()) {
            List<Key> keys = rules.getOrDefault(type.name(), List.of()).stream()
                    .filter(key -> key.fields().stream()
                            .allMatch(name -> type.field(name).isPresent()))
                    .toList();
            State state = new State(type.table(), keys);
            State last = seen.get(type.name());
            if (last == null || !last.equals(state)) {
                serve(type, state);
            } else if (!settled.contains(type.name())) {
                serve(type, state);
                settled.add(type.name());
            }
        }
    }

    private void serve(StoredType type, State state) {
        try {
            columns.keepIndexes(type, state.keys());
            settled.remove(type.name());
            seen.put(type.name(), state);
        } catch (DataAccessException busy) {
            LOG.warn("The indexes for what is unique in {} have to wait: {}", type.name(), busy.getMessage());
        }
    }

    private record State(String table, List<Key> keys) {}
}
