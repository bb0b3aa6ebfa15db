package org.penglai.crm.records.internal.types;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.StoredParts;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TypeContribution;
import org.penglai.crm.records.spi.TypeOverlay;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.vault.spi.FieldKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All record types, and the code behind those that can be written. A type stays known from its first registration until
 * its module is forgotten; the capability's classes are let go with the service.
 */
@Component(
        immediate = true,
        service = {Types.class, TypeRegistry.class},
        configurationPid = "org.penglai.crm.records.types")
public class TypeRegistry implements Types {
    private static final Logger LOG = LoggerFactory.getLogger(TypeRegistry.class);
    private static final String UNIT_NAME = "osgi.unit.name";
    /** SCR gives up on a component's lock after 5 s. */
    private static final Duration DRAIN = Duration.ofSeconds(4);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Gates gates;
    private final long retryNanos;
    private final TypeTable table;
    private final KeptTypes kept;
    private final Admission admission;
    private final Map<Object, Registration> registrations = new LinkedHashMap<>();
    private final List<TypeContribution> contributions = new ArrayList<>();
    private final OverlaidTypes overlaid;
    private final Map<String, Set<Object>> units = new ConcurrentHashMap<>();
    private volatile TypeState state = TypeState.EMPTY;
    private volatile boolean loaded;
    private volatile long lastTry;
    private final AtomicBoolean retrying = new AtomicBoolean();

    /** @param migrated proof that table crm_type is there */
    @Activate
    public TypeRegistry(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Gates gates,
            @Reference FieldKeys keys,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(database, transactions, gates, keys, RETRY, new Later());
    }

    /** Wired without a container and without keys: for types whose fields are all kept as they are. */
    public TypeRegistry(Database database, Transactions transactions, Gates gates, DataSource migrated) {
        this(database, transactions, gates, null, RETRY, Runnable::run);
    }

    /** Wired without a container: what is admitted is kept at once, on the caller's thread. */
    public TypeRegistry(Database database, Transactions transactions, Gates gates, FieldKeys keys) {
        this(database, transactions, gates, keys, RETRY, Runnable::run);
    }

    /** @param retry how long after a vain try the database is asked again */
    TypeRegistry(
            Database database, Transactions transactions, Gates gates, FieldKeys keys, Duration retry, Executor later) {
        this.overlaid = new OverlaidTypes(keys);
        this.gates = gates;
        this.retryNanos = retry.toNanos();
        this.table = new TypeTable(database, transactions);
        this.kept = new KeptTypes(table, later);
        this.admission = new Admission(database, kept);
    }

    /** Loads what is known from earlier runs and decides on what was registered meanwhile. */
    @Activate
    public synchronized void start() {
        lastTry = System.nanoTime();
        try {
            load();
        } catch (DataAccessException | Unavailable e) {
            LOG.warn("The known record types could not be loaded; the next request tries again: {}", e.getMessage());
        }
    }

    /** Keeps what is not kept yet. */
    @Deactivate
    public void stop() {
        kept.stop();
    }

    @Reference(
            service = RecordType.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "typeGone")
    void typeCame(RecordType type, ServiceReference<RecordType> reference) {
        String bundle = reference.getBundle().getSymbolicName();
        try {
            add(
                    reference,
                    type.definition(),
                    reference.getBundle().getBundleId(),
                    reference.getBundle().getVersion().toString());
        } catch (RuntimeException | LinkageError e) {
            // Boundary: definition() is the capability's own code and must not keep other types from being bound.
            LOG.error("Bundle {} brings a record type that cannot be read", bundle, e);
        }
    }

    void typeGone(ServiceReference<RecordType> reference) {
        remove(reference);
    }

    @Reference(
            service = EntityManagerFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "factoryGone")
    void factoryCame(ServiceReference<EntityManagerFactory> reference) {
        if (reference.getProperty(UNIT_NAME) instanceof String unit) {
            unitCame(unit, reference);
        }
    }

    void factoryGone(ServiceReference<EntityManagerFactory> reference) {
        if (reference.getProperty(UNIT_NAME) instanceof String unit) {
            unitGone(unit, reference);
        }
    }

    /** A type's code is there; decided upon as soon as its unit is there too. */
    public synchronized void add(Object key, RecordDefinition definition, long bundleId, String version) {
        registrations.put(key, Registration.fresh(key, definition, extended(definition), bundleId, version));
        decide(key);
    }

    @Reference(
            service = TypeContribution.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "contributionGone")
    public synchronized void contributionCame(TypeContribution contribution) {
        contributions.add(contribution);
        extendAll();
    }

    public synchronized void contributionGone(TypeContribution contribution) {
        contributions.remove(contribution);
        extendAll();
    }

    @Reference(
            service = TypeOverlay.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "overlayGone")
    public void overlayCame(TypeOverlay overlay) {
        overlaid.add(overlay);
    }

    public void overlayGone(TypeOverlay overlay) {
        overlaid.remove(overlay);
    }

    @Override
    public void refresh() {
        overlaid.ask();
    }

    private void extendAll() {
        for (Registration known : List.copyOf(registrations.values())) {
            RecordDefinition definition = extended(known.declared());
            if (!definition.equals(known.definition())) {
                registrations.put(
                        known.key(),
                        Registration.fresh(
                                known.key(), known.declared(), definition, known.bundleId(), known.version()));
                decide(known.key());
            }
        }
    }

    private RecordDefinition extended(RecordDefinition declared) {
        RecordDefinition definition = declared;
        for (TypeContribution contribution : contributions) {
            definition = contribution.extend(definition);
        }
        return definition;
    }

    /**
     * A type's code is going: lets the writes inside its unit end, since SCR may take the type away before the unit goes;
     * then lets go of every class of it.
     */
    public void remove(Object key) {
        RecordDefinition definition = definition(key);
        if (definition == null) {
            return;
        }
        try (Gates.Hold hold = gates.hold(definition.unit(), definition.type() + " goes", DRAIN)) {
            if (!hold.drained()) {
                LOG.warn("Writes of {} did not end in {} s and will be refused", definition.type(), DRAIN.toSeconds());
            }
            letGo(key);
        }
    }

    private synchronized RecordDefinition definition(Object key) {
        Registration registration = registrations.get(key);
        return registration == null ? null : registration.definition();
    }

    private synchronized void letGo(Object key) {
        registrations.remove(key);
        publish();
    }

    /** A unit's EntityManagerFactory is there: its migrations have run, so its types can be checked. */
    public synchronized void unitCame(String unit, Object key) {
        units.computeIfAbsent(unit, name -> ConcurrentHashMap.newKeySet()).add(key);
        registrations.values().stream()
                .filter(registration -> registration.definition().unit().equals(unit))
                .map(Registration::key)
                .toList()
                .forEach(this::decide);
    }

    /** A unit's EntityManagerFactory is going. */
    public void unitGone(String unit, Object key) {
        units.computeIfPresent(unit, (name, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }

    /**
     * The type with its code; present only while the RecordType service and the unit's EntityManagerFactory are there
     * and the schema fits.
     */
    public Optional<RegisteredType> registered(String name) {
        TypeState now = current();
        Registration registration = now.code().get(name);
        return registration == null
                        || !units.containsKey(registration.admitted().unit())
                ? Optional.empty()
                : Optional.of(new RegisteredType(
                        overlaid.of(now).getOrDefault(name, registration.admitted()),
                        registration.definition(),
                        registration.bundleId(),
                        registration.module()));
    }

    @Override
    public List<StoredType> list() {
        return List.copyOf(overlaid.of(current()).values());
    }

    @Override
    public Optional<StoredType> find(String name) {
        return Optional.ofNullable(overlaid.of(current()).get(name));
    }

    @Override
    public StoredType get(String name) {
        TypeState now = current();
        StoredType type = overlaid.of(now).get(name);
        if (type != null) {
            return type;
        }
        StoredType gone = now.removed().get(name);
        throw gone == null ? UnknownTypes.unknown(name) : UnknownTypes.notInstalled(name, gone.module());
    }

    @Override
    public List<StoredParts> parts(String name) {
        Registration registration = current().code().get(name);
        return registration == null ? List.of() : registration.parts();
    }

    @Override
    public boolean isWritable(String name) {
        return registered(name).isPresent();
    }

    @Override
    public Set<String> units(String name) {
        StoredType type = get(name);
        Set<String> all = new HashSet<>(Set.of(type.unit()));
        type.touches().forEach(touched -> find(touched).ifPresent(other -> all.add(other.unit())));
        return all;
    }

    @Override
    public synchronized void forget(String module) {
        current();
        kept.writeOrFail();
        table.remove(module);
        state = state.without(module);
        decideAll();
    }

    @Override
    public List<StoredType> of(String module) {
        TypeState now = current();
        return Stream.concat(overlaid.of(now).values().stream(), now.removed().values().stream())
                .filter(type -> type.module().equals(module))
                .toList();
    }

    @Override
    public synchronized void purge(String module) {
        forget(module);
        table.purge(module);
        state = state.purged(module);
    }

    @Override
    public List<String> problems(String module) {
        return current().problems().getOrDefault(module, List.of());
    }

    /** The present state; what the database kept from being loaded or checked is tried again, but not at every request. */
    private TypeState current() {
        boolean due = (!loaded || state.undecided() || kept.isBehind()) && System.nanoTime() - lastTry > retryNanos;
        // One request at a time: while the database is away each try waits for a connection until the pool gives up.
        if (due && retrying.compareAndSet(false, true)) {
            try {
                retry();
            } finally {
                retrying.set(false);
            }
        }
        return state;
    }

    private synchronized void retry() {
        lastTry = System.nanoTime();
        kept.write();
        if (!loaded) {
            load();
        } else if (state.undecided()) {
            decideAll();
        }
    }

    private void load() {
        if (!loaded) {
            state = TypeState.of(table.load());
            loaded = true;
            decideAll();
        }
    }

    private void decideAll() {
        new ArrayList<>(registrations.keySet()).forEach(this::decide);
        publish();
    }

    private void decide(Object key) {
        Registration registration = registrations.get(key);
        if (loaded && units.containsKey(registration.definition().unit())) {
            registrations.put(key, admission.decide(registration, state));
            publish();
        }
    }

    private void publish() {
        state = state.with(registrations.values());
    }
}
