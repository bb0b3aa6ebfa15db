package org.penglai.crm.exchange.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.exchange.internal.demo.SampleOffer.firm;
import static org.penglai.crm.exchange.internal.demo.SampleOffer.person;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.security.Caller;

class DemoStartTest {

    private final MemoryWorld world = new MemoryWorld();
    private final ModuleDemo demo = new ModuleDemo(world, world, world);
    private boolean ready = true;
    private final DemoStart start = new DemoStart(demo, () -> ready, false);

    @Test
    void waitsUntilModulesRunAndAllTypesCanBeWritten() {
        assertThat(start.proceed()).isFalse();
        demo.offer(SampleOffer.of(firm("f"), person("p", "f")));
        ready = false;
        assertThat(start.proceed()).isFalse();
        ready = true;
        world.stopped.add("persons");
        assertThat(start.proceed()).isFalse();
        assertThat(world.live).isEmpty();

        world.stopped.clear();
        assertThat(start.proceed()).isTrue();
        assertThat(world.live).hasSize(2);
    }

    @Test
    void neverGetsAmongRealRecordsNorBackAfterARemoval() {
        demo.offer(SampleOffer.of(firm("f")));
        world.apply(Caller.system(), List.of(new RecordChange.Create("firms", Map.of("name", "real"))));
        assertThat(start.proceed()).isTrue();
        assertThat(world.live).hasSize(1);

        demo.load();
        demo.remove();
        assertThat(new DemoStart(demo, () -> true, false).proceed()).isTrue();
        assertThat(world.live).hasSize(1);
    }

    @Test
    void goesOnAfterAnInterruption() {
        demo.offer(SampleOffer.of(firm("f"), person("p", "f")));
        assertThat(demo.isUntouched()).isTrue();
        world.failure = new Unavailable("away", Localized.same("away"), Duration.ofSeconds(1));
        assertThatThrownBy(start::proceed).isInstanceOf(Unavailable.class);
        world.apply(Caller.system(), List.of(new RecordChange.Create("firms", Map.of("name", "meanwhile"))));
        assertThat(start.proceed()).isTrue();
        assertThat(world.live).hasSize(3);
    }
}
