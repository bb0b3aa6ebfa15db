package org.penglai.crm.feeds.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.feeds.internal.ConsumerRegistry;
import org.penglai.crm.feeds.internal.FeedWorld;
import org.penglai.crm.feeds.spi.HandlerStates.Handler;
import org.penglai.crm.feeds.spi.HandlerStates.State;
import org.penglai.crm.persistence.testing.TestDatabase;

class EventHandlersTest {
    private static final long LOYALTY = 7;
    private static final long VISITS = 8;

    private final ConsumerRegistry registry = new ConsumerRegistry();
    private final List<OutboxConsumer> consumers = registry.consumers;
    private FeedWorld world;
    private EventHandlers handlers;

    @BeforeEach
    void start() {
        world = new FeedWorld(TestDatabase.Kind.DERBY);
        handlers = new EventHandlers(registry.context(), world.letters, Bulkheads.alone(Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aHandlerHasBegunWhenItsPositionIsKept() {
        add("acme.totals", LOYALTY);
        assertThat(handlers.of(Set.of(LOYALTY))).containsExactly(new Handler("acme.totals", State.COMING));
        consumers.get(0).begun();
        assertThat(handlers.of(Set.of(LOYALTY))).containsExactly(new Handler("acme.totals", State.BEGUN));
        assertThat(handlers.of(Set.of(VISITS))).isEmpty();
    }

    @Test
    void theSecondOneOfANameGetsNothingAndIsTold() {
        EventHandler first = add("acme.totals", LOYALTY);
        EventHandler second = add("acme.totals", VISITS);
        assertThat(consumers).hasSize(1);
        assertThat(handlers.of(Set.of(VISITS))).containsExactly(new Handler("acme.totals", State.NAME_TAKEN));
        handlers.remove(second);
        assertThat(handlers.of(Set.of(LOYALTY, VISITS))).containsExactly(new Handler("acme.totals", State.COMING));
        handlers.remove(first);
        assertThat(handlers.of(Set.of(LOYALTY, VISITS))).isEmpty();
        assertThat(consumers).isEmpty();
    }

    private EventHandler add(String name, long bundle) {
        EventHandler handler = new EventHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Set<String> types() {
                return Set.of("customers");
            }

            @Override
            public void handle(RecordEvent event) {
                // What it does plays no part.
            }
        };
        handlers.add(handler, Map.of(Constants.SERVICE_BUNDLEID, bundle));
        return handler;
    }
}
