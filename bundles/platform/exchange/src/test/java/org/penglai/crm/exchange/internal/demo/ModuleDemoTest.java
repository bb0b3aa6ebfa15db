package org.penglai.crm.exchange.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.exchange.internal.demo.SampleOffer.branch;
import static org.penglai.crm.exchange.internal.demo.SampleOffer.firm;
import static org.penglai.crm.exchange.internal.demo.SampleOffer.person;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

class ModuleDemoTest {

    private final MemoryWorld world = new MemoryWorld();
    private final ModuleDemo demo = new ModuleDemo(world, world, world);

    @Test
    void recordsAreMarkedAndReferToEachOtherInWhateverOrderTheyCome() {
        demo.offer(SampleOffer.of(person("p", "b"), branch("b", "f"), firm("f")));
        assertThat(demo.load()).isEqualTo(3);
        assertThat(world.live.values()).extracting(RecordSnapshot::type).containsExactly("firms", "firms", "persons");
        assertThat(world.live.get(3L).values())
                .containsEntry("firm", 2L)
                .containsEntry("tags", List.of("示例"))
                .containsEntry("externalIds", List.of(new ExternalId("demo", "p")));
        assertThat(world.live.get(2L).values()).containsEntry("parent", 1L);
    }

    @Test
    void modulesCanReferToEachOthersRecordsAndTheirDataGoWithThem() {
        DemoData persons = new SampleOffer("acme", List.of(person("p", "f")));
        demo.offer(persons);
        assertThat(demo.load()).isZero();
        demo.offer(SampleOffer.of(firm("f")));
        demo.withdraw(persons);
        assertThat(demo.load()).isOne();
        demo.offer(persons);
        assertThat(demo.load()).isOne();
    }

    @Test
    void aLoadingThatBreaksOffKeepsWholeChunksAndIsCompletedByTheNext() {
        demo.offer(new SampleOffer(
                "crm-sample",
                IntStream.range(0, 250).mapToObj(i -> firm("f" + i)).toList()));
        world.failure = new Unavailable("away", Localized.same("away"), Duration.ofSeconds(1));
        assertThatThrownBy(demo::load).isInstanceOf(Unavailable.class);
        assertThat(demo.load()).isEqualTo(250);
        assertThat(world.transactions).containsExactly(100, 100, 50);
        assertThat(demo.load()).isZero();
    }

    @Test
    void whatPeopleHaveDeletedComesBackOnlyAfterARemoval() {
        demo.offer(SampleOffer.of(firm("f"), firm("g")));
        demo.load();
        world.apply(Caller.system(), List.of(new RecordChange.Delete("firms", 1, null)));
        demo.offer(SampleOffer.of(person("late", "f")));
        assertThat(demo.load()).isZero();
        assertThat(demo.remove()).isOne();
        assertThat(demo.load()).isEqualTo(3);
    }

    @Test
    void aRemovalTakesChildrenFirstAndLeavesWhatARealRecordNeeds() {
        demo.offer(SampleOffer.of(firm("f"), branch("b", "f"), person("p", "b"), firm("g")));
        demo.load();
        world.apply(Caller.system(), List.of(new RecordChange.Create("persons", Map.of("name", "real", "firm", 2L))));
        assertThat(demo.remove()).isEqualTo(3);
        assertThat(world.live).containsOnlyKeys(2L, 5L);
        assertThat(demo.load()).isEqualTo(3);
    }

    @Test
    void aTypeThatCannotBeWrittenNowIsLeftOut() {
        demo.offer(SampleOffer.of(firm("f"), person("p", "f")));
        world.stopped.add("persons");
        assertThat(demo.load()).isOne();
        world.stopped.clear();
        assertThat(demo.load()).isOne();
    }

    @Test
    void aReferenceThatIsNoneIsTheModulesMistake() {
        demo.offer(SampleOffer.of(new DemoRecord("firms", "f", Map.of(), Map.of("owner of all", "x"))));
        assertThatThrownBy(demo::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner of all");
    }
}
