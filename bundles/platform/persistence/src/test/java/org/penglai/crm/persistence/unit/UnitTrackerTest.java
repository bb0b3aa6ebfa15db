package org.penglai.crm.persistence.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.persistence.EntityManagerFactory;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.InvalidSyntaxException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.internal.unit.UnitFactories;
import org.penglai.crm.persistence.internal.unit.UnitGates;
import org.penglai.crm.persistence.internal.unit.UnitStates;
import org.penglai.crm.persistence.internal.unit.UnitTracker;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.testing.TestDatabase;

/** A unit's gate follows its EntityManagerFactory service. */
@Timeout(60)
class UnitTrackerTest {
    private final TestDatabase database = TestDatabase.Kind.DERBY.migrated("shop");
    private final Registry registry = new Registry();
    private final UnitGates gates = new UnitGates();
    private final UnitFactories factories = new UnitFactories();
    private final UnitStates states = new UnitStates(factories);

    @BeforeEach
    void track() throws InvalidSyntaxException {
        registry.register("early", database.unit("listed"));
        assertThat(new UnitTracker(registry.context(), gates, factories, states))
                .isNotNull();
    }

    @AfterEach
    void close() {
        gates.stop();
        database.close();
    }

    @Test
    void aUnitThatWasThereBeforeIsFound() {
        assertThat(gates.open()).containsExactly("early");
        assertThat(states.find("early").orElseThrow().available()).isTrue();
    }

    @Test
    void theGateOpensAndClosesWithTheService() {
        Runnable unregister = registry.register("shop", database.unit("listed"));
        assertThat(gates.open()).containsExactlyInAnyOrder("early", "shop");
        unregister.run();
        assertThat(gates.open()).containsExactly("early");
        assertThat(states.find("shop").orElseThrow().available()).isFalse();
        assertThatThrownBy(() -> factories.require("shop")).isInstanceOf(Unavailable.class);
    }

    @Test
    void theServiceStaysUntilTheWritesInsideHaveLeft() throws Exception {
        EntityManagerFactory factory = database.unit("listed");
        Runnable unregister = registry.register("shop", factory);
        Gates.Permit permit = gates.tryEnter(Set.of("shop"));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> unregistering = thread.submit(unregister);
            while (gates.open().contains("shop")) {
                Thread.onSpinWait();
            }
            assertThat(factories.require("shop")).isSameAs(factory);
            assertThat(factory.isOpen()).isTrue();
            assertThat(gates.tryEnter(Set.of("shop"))).isNull();
            permit.close();
            unregistering.get();
            assertThat(factory.isOpen()).isFalse();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void theSessionIsPreparedForASharedConnection() {
        registry.register("shop", database.unit("listed"));
        ServerSession session = factories.require("shop").unwrap(ServerSession.class);
        assertThat(session.getLogin().isConnectionHealthValidatedOnError()).isFalse();
        assertThat(session.getLogin().getQueryRetryAttemptCount()).isZero();
    }

    @Test
    void aUnitWithASharedCacheStaysClosedAndSaysWhy() {
        Map<Object, Object> properties = new HashMap<>();
        properties.put("javax.persistence.nonJtaDataSource", database.dataSource());
        properties.put("eclipselink.weaving", "false");
        properties.put("eclipselink.session-name", "shared-cache");
        registry.register("shop", new PersistenceProvider().createEntityManagerFactory("listed", properties));
        assertThat(gates.open()).containsExactly("early");
        assertThat(states.find("shop").orElseThrow().problem()).contains("shared cache", "Sale");
    }
}
