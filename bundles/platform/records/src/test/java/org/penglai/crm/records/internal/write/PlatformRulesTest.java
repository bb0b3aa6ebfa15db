package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.TypeContribution;
import org.penglai.crm.records.spi.WriteGuard;

/** What the platform adds to the types of capabilities, and its last word inside the transaction. */
class PlatformRulesTest {
    private World world;

    @AfterEach
    void leave() {
        world.writes.guards = List.of();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anActionIsRefusedWhereItsConditionsDoNotHoldAndMetadataSaysWhich(TestDatabase.Kind kind) {
        world = World.on(kind);
        RecordSnapshot person = world.create("parties", Map.of("name", "Li", "kind", "person"));
        RecordSnapshot company = world.create("parties", Map.of("name", "ACME", "phone", "010-12345678"));
        TypeContribution contribution = definition -> definition.type().equals("parties")
                ? definition.plus(
                        List.of(),
                        List.of(ActionDefinition.of("hire", "录用", "Hire", input -> {
                                    if (input.record().text("phone") != null) {
                                        throw new Conflict("hasPhone", Localized.of("有电话", "Has a phone"));
                                    }
                                    return Outcome.none().set("nickname", "hired");
                                })
                                .onlyIf(ActionCondition.is("kind", "person"))
                                .onlyIf(ActionCondition.empty("nickname"))),
                        List.of())
                : definition;
        world.types.contributionCame(contribution);
        try {
            assertThat(world.types.get("parties").actions().stream()
                            .filter(action -> action.name().equals("hire"))
                            .findFirst()
                            .orElseThrow()
                            .conditions())
                    .containsExactly(ActionCondition.is("kind", "person"), ActionCondition.empty("nickname"));
            assertThat(refusal("hire", company)).as("the handler knows why").isEqualTo("hasPhone");
            world.writes.act(world.staff, "parties", person.id(), "hire", null, Map.of());
            assertThat(refusal("hire", person)).isEqualTo("notApplicable");
            assertThat(world.read("parties", person.id()).version()).isEqualTo(2);
        } finally {
            world.types.contributionGone(contribution);
        }
    }

    private String refusal(String action, RecordSnapshot record) {
        try {
            world.writes.act(world.staff, "parties", record.id(), action, null, Map.of());
            return "done";
        } catch (Conflict refused) {
            return refused.code();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aContributionThatComesLaterAddsRulesAndActions(TestDatabase.Kind kind) {
        world = World.on(kind);
        RecordSnapshot party = world.create("parties", Map.of("name", "Before"));
        TypeContribution contribution = definition -> definition.type().equals("parties")
                ? definition.plus(
                        List.of(input -> input.after() == null
                                        || input.after().text("name").endsWith("!")
                                ? Outcome.none()
                                : Outcome.none().set("name", input.after().text("name") + "!")),
                        List.of(ActionDefinition.of("rename", "改名", "Rename", input -> Outcome.none()
                                .set("name", "Renamed"))),
                        List.of())
                : definition;

        world.types.contributionCame(contribution);
        try {
            assertThat(world.create("parties", Map.of("name", "After")).text("name"))
                    .isEqualTo("After!");
            assertThat(world.writes
                            .act(world.staff, "parties", party.id(), "rename", null, Map.of())
                            .text("name"))
                    .isEqualTo("Renamed!");
            assertThat(world.types.get("parties").actions())
                    .anyMatch(action -> action.name().equals("rename"));
        } finally {
            world.types.contributionGone(contribution);
        }
        assertThat(world.create("parties", Map.of("name", "Later")).text("name"))
                .isEqualTo("Later");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aGuardRefusesSomeWritesOfAListAndSeesThemBeforeTheyAreMade(TestDatabase.Kind kind) {
        world = World.on(kind);
        world.writes.guards = List.of((transaction, caller, writes) -> {
            assertThat(world.read("parties", writes.get(0).after().id())).isNull();
            Map<Integer, CrmException> refused = new HashMap<>();
            for (WriteGuard.Write write : writes) {
                if ("Bad".equals(write.after().text("name"))) {
                    refused.put(write.place(), new Conflict("full", Localized.of("已满", "Full")));
                }
            }
            return refused;
        });

        List<RecordWrites.Result> results = world.writes.applyEach(
                world.staff,
                List.of(
                        new RecordChange.Create("parties", Map.of("name", "Good")),
                        new RecordChange.Create("parties", Map.of("name", "Bad"))));

        assertThat(results.get(0).snapshot()).isNotNull();
        assertThat(results.get(1).failure()).isInstanceOf(Conflict.class);
        assertThat(world.rows("t_party")).isEqualTo(1);
        assertThatThrownBy(() -> world.create("parties", Map.of("name", "Bad"))).isInstanceOf(Conflict.class);
    }
}
