package org.penglai.crm.persistence.internal.schema;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.penglai.crm.persistence.internal.backup.StagedRestore;
import org.penglai.crm.persistence.internal.database.DerbyDefaults;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.id.LeasedIds;
import org.penglai.crm.persistence.internal.transaction.BoundDataSource;
import org.penglai.crm.persistence.internal.transaction.CurrentTransaction;
import org.penglai.crm.persistence.internal.unit.UnitGates;
import org.penglai.crm.persistence.internal.unit.UnitStates;
import org.penglai.crm.persistence.spi.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the pooled DataSource {@code crm-raw}, which is exchanged when its configuration changes. A tracker and no
 * dynamic DS reference, because migrating inside a bind method would hold the component's lock for minutes.
 */
@Component(service = Migrations.class, immediate = true)
public class RawDataSourceTracker implements Migrations, ServiceTrackerCustomizer<DataSource, DataSource> {
    private static final Logger LOG = LoggerFactory.getLogger(RawDataSourceTracker.class);
    private static final String JNDI_NAME = "osgi.jndi.service.name";
    private static final int RETRY_SECONDS = 5;

    private final BundleContext context;
    private final Schemas schemas;
    private final DataSource bound;
    private final SchemaExtender extender;
    private final ServiceTracker<DataSource, DataSource> tracker;
    private final ReentrantLock switching = new ReentrantLock();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crm-database");
        thread.setDaemon(true);
        return thread;
    });
    private DataSource attached;
    private String lastProblem;

    @Activate
    public RawDataSourceTracker(
            BundleContext context,
            @Reference RawDatabase database,
            @Reference CurrentTransaction current,
            @Reference LeasedIds ids,
            @Reference UnitGates gates,
            @Reference UnitStates states)
            throws InvalidSyntaxException {
        DerbyDefaults.apply();
        this.context = context;
        this.bound = new BoundDataSource(database, current);
        Schema own = SchemaExtender.read(FrameworkUtil.getBundle(getClass()), "persistence");
        this.schemas = new Schemas(database, ids, gates, states, this::publish, own);
        this.extender = new SchemaExtender(context, schemas);
        this.tracker = new ServiceTracker<>(
                context,
                context.createFilter("(&(objectClass=" + DataSource.class.getName() + ")(" + JNDI_NAME + "=crm-raw))"),
                this);
        tracker.open();
        extender.open();
        executor.scheduleWithFixedDelay(this::follow, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        // Not interrupted: it may be in the middle of a migration.
        executor.shutdown();
        extender.close();
        tracker.close();
    }

    @Override
    public void drop(String schema, Collection<String> scripts) {
        schemas.drop(schema, scripts);
    }

    @Override
    public List<String> tables(Collection<String> scripts) {
        return schemas.tables(scripts);
    }

    @Override
    public void advance(String schema, String bundle, Map<String, String> scripts) {
        schemas.advance(schema, bundle, scripts);
    }

    @Override
    public DataSource addingService(ServiceReference<DataSource> reference) {
        DataSource dataSource = context.getService(reference);
        look();
        return dataSource;
    }

    @Override
    public void modifiedService(ServiceReference<DataSource> reference, DataSource dataSource) {
        look();
    }

    /** Before the pool is closed its users are told. */
    @Override
    public void removedService(ServiceReference<DataSource> reference, DataSource dataSource) {
        switching.lock();
        try {
            if (attached == dataSource) {
                LOG.info("the database goes");
                schemas.detach();
                attached = null;
            }
        } finally {
            switching.unlock();
        }
        context.ungetService(reference);
        look();
    }

    private void look() {
        try {
            executor.execute(this::follow);
        } catch (RejectedExecutionException e) {
            LOG.debug("shutting down");
        }
    }

    private void follow() {
        switching.lock();
        try {
            DataSource wanted = tracker.getService();
            if (wanted != attached && attached != null) {
                schemas.detach();
                attached = null;
            }
            if (wanted != null && attached == null) {
                StagedRestore.ofInstance().apply(wanted);
                schemas.attach(wanted);
                attached = wanted;
                lastProblem = null;
            } else if (wanted != null) {
                schemas.retry();
            }
        } catch (SQLException | RuntimeException e) {
            // Boundary of the executor: a database that is away is asked again.
            if (!String.valueOf(e.getMessage()).equals(lastProblem)) {
                lastProblem = String.valueOf(e.getMessage());
                LOG.warn("the database cannot be used, tried every {} s: {}", RETRY_SECONDS, lastProblem);
            }
        } finally {
            switching.unlock();
        }
    }

    private SchemaPublisher.Published publish(String name) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(JNDI_NAME, name);
        properties.put("dataSourceName", name);
        ServiceRegistration<DataSource> registration = context.registerService(DataSource.class, bound, properties);
        return registration::unregister;
    }
}
