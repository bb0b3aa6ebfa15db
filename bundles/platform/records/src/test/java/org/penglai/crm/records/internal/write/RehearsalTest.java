package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecordWrites;

/** A rehearsal says of each change what writing it says, and leaves nothing. */
class RehearsalTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void saysWhatWritingSays(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a", "partyNo", "N1"));
            RecordSnapshot gone = world.create(Party.TYPE, Map.of("name", "gone"));
            world.delete(gone);
            world.partyRule = input -> "bad".equals(input.after().text("name"))
                    ? Outcome.none().reject(Violation.of("name", "ruleSaysNo", "不", "No"))
                    : Outcome.none();
            world.writes.guards = List.of((transaction, caller, writes) -> {
                Map<Integer, CrmException> refused = new HashMap<>();
                writes.stream()
                        .filter(write -> "guarded".equals(write.after().text("name")))
                        .forEach(write -> refused.put(write.place(), new Conflict("full", Localized.of("满", "Full"))));
                return refused;
            });
            List<RecordChange> changes = List.of(
                    create("name", "good"),
                    create("name", "bad"),
                    create("name", "guarded"),
                    create("name", "b", "partyNo", "N1"),
                    create("name", "c", "partyNo", "N2"),
                    create("name", "d", "partyNo", "N2"),
                    create("name", "e", "parent", Ids.format(gone.id())),
                    create("kind", "company"),
                    create("name", "f", "colour", "red"),
                    new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "bad")),
                    new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "fine")),
                    new RecordChange.Update(Party.TYPE, gone.id(), null, Map.of("name", "fine")));
            int audit = world.rows("crm_audit");

            List<String> foretold = told(world.writes.rehearse(world.staff, changes));

            assertThat(world.rows("t_party")).isEqualTo(2);
            assertThat(world.rows("crm_audit")).isEqualTo(audit);
            assertThat(foretold)
                    .isEqualTo(told(world.writes.applyEach(world.staff, changes)))
                    .startsWith("", "name ruleSaysNo", "full", "partyNo duplicate", "", "partyNo duplicate");
        }
    }

    /** What is refused takes no key away, in a rehearsal as in a write. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsRefusedStandsAgainstNothing(Kind kind) {
        try (World world = World.on(kind)) {
            List<RecordChange> changes = List.of(
                    create("name", "a", "partyNo", "N1", "parent", "0000000000001"),
                    create("name", "b", "partyNo", "N1"));
            assertThat(told(world.writes.rehearse(world.staff, changes)))
                    .isEqualTo(told(world.writes.applyEach(world.staff, changes)));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void usesUpNoNumbers(Kind kind) {
        try (World world = World.on(kind)) {
            AtomicInteger given = new AtomicInteger();
            world.writes.numbers = (type, pattern, column, now, count) -> {
                given.addAndGet(count);
                return List.of();
            };
            assertThat(told(world.writes.rehearse(world.staff, List.of(create("name", "a")))))
                    .containsExactly("");
            assertThat(given).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void asksForRights(Kind kind) {
        try (World world = World.on(kind)) {
            Caller reader = World.caller(8, "parties:read");
            assertThat(told(world.writes.rehearse(reader, List.of(create("name", "a")))))
                    .containsExactly("forbidden");
        }
    }

    private static RecordChange create(String... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            values.put(pairs[at], pairs[at + 1]);
        }
        return new RecordChange.Create(Party.TYPE, values);
    }

    /** Fields and codes; empty if nothing stands against the change. */
    private static List<String> told(List<RecordWrites.Result> results) {
        List<String> told = new ArrayList<>();
        for (RecordWrites.Result result : results) {
            if (result.failure() == null) {
                told.add("");
            } else if (result.failure().violations().isEmpty()) {
                told.add(result.failure().code());
            } else {
                Violation first = result.failure().violations().get(0);
                told.add(first.field() + " " + first.code());
            }
        }
        return told;
    }
}
