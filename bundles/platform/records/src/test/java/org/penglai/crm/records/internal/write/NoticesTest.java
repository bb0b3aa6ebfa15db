package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.persistence.testing.TestDatabase;

class NoticesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRulesNoticesReachTheirKeeperInsideTheTransaction(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            List<String> kept = new ArrayList<>();
            world.partyRule =
                    input -> Outcome.none().notify(notice(input.after().text("name")));
            world.writes.notices = (transaction, caller, notices) -> {
                assertThat(caller).isEqualTo(world.staff);
                notices.forEach(notice -> kept.add(notice.text() + " of "
                        + transaction
                                .sql()
                                .fetchCount(org.jooq.impl.DSL.table(org.jooq.impl.DSL.unquotedName("t_party")))));
            };

            world.create(Party.TYPE, Map.of("name", "a"));

            assertThat(kept).containsExactly("a of 1");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsNotWrittenIsNotTold(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            List<String> kept = new ArrayList<>();
            world.partyRule = input -> {
                String name = input.after().text("name");
                Outcome outcome = Outcome.none().notify(notice(name));
                return name.equals("bad") ? outcome.reject(Violation.of("name", "bad", "不好", "Bad")) : outcome;
            };
            world.writes.notices = (transaction, caller, notices) -> notices.forEach(notice -> kept.add(notice.text()));

            assertThatThrownBy(() -> world.create(Party.TYPE, Map.of("name", "bad")))
                    .isInstanceOf(Invalid.class);
            world.writes.applyEach(
                    world.staff,
                    List.of(
                            new RecordChange.Create(Party.TYPE, Map.of("name", "bad")),
                            new RecordChange.Create(Party.TYPE, Map.of("name", "good"))));

            assertThat(kept).containsExactly("good");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void withoutAKeeperTheWriteGoesOn(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule = input -> Outcome.none().notify(notice("x"));
            assertThat(world.create(Party.TYPE, Map.of("name", "a")).version()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoFailsToKeepThemTakesTheWriteBack(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule = input -> Outcome.none().notify(notice("x"));
            world.writes.notices = (transaction, caller, notices) -> {
                throw new IllegalStateException("full");
            };
            assertThatThrownBy(() -> world.create(Party.TYPE, Map.of("name", "a")))
                    .hasMessageContaining("full");
            assertThat(world.rows("t_party")).isZero();
        }
    }

    private static Notice notice(String text) {
        return new Notice(Set.of(7L), "hint", Localized.of("提示", "Hint"), text, null, null);
    }
}
