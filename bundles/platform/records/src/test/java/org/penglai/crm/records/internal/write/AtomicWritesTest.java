package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

class AtomicWritesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsReturnedIsWhatIsStored(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot parent = world.create(Party.TYPE, Map.of("name", "总部"));
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", " 云启科技 ");
            values.put("kind", "person");
            values.put("phone", "138 0013 8000");
            values.put("foundedOn", "2011-02-16");
            values.put("employees", 12);
            values.put("revenue", Map.of("amount", "1234.5", "currency", "CNY"));
            values.put("parent", Ids.format(parent.id()));
            values.put("tags", List.of("重点", "出口"));
            values.put("externalIds", List.of(Map.of("system", "erp", "key", "4711")));
            values.put("custom", Map.of());

            RecordSnapshot created = world.create(Party.TYPE, values);

            assertThat(created.version()).isEqualTo(1);
            assertThat(created.text("partyNo")).isEqualTo("P00002");
            assertThat(created.text("name")).isEqualTo("云启科技");
            assertThat(created.text("phone")).isEqualTo("+8613800138000");
            assertThat(created.get("foundedOn", LocalDate.class)).isEqualTo("2011-02-16");
            assertThat(created.integer("employees", 0)).isEqualTo(12);
            assertThat(created.get("revenue", Money.class)).isEqualTo(new Money(new BigDecimal("1234.50"), "CNY"));
            assertThat(created.reference("parent")).isEqualTo(parent.id());
            assertThat(created.reference("owner")).isEqualTo(7);
            RecordSnapshot stored = world.read(Party.TYPE, created.id());
            stored.values().forEach((name, value) -> assertThat(
                            Same.values(created.values().get(name), value))
                    .as(name + " " + created.values().get(name) + " " + value)
                    .isTrue());
            assertThat(stored.values().keySet())
                    .containsExactlyInAnyOrderElementsOf(created.values().keySet());
            assertThat(world.rows("crm_outbox")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anUpdateIsAMergePatch(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(
                    Party.TYPE,
                    Map.of(
                            "name",
                            "a",
                            "phone",
                            "10086",
                            "tags",
                            List.of("x", "y"),
                            "externalIds",
                            List.of(Map.of("system", "erp", "key", "1"))));
            Map<String, Object> patch = new LinkedHashMap<>();
            patch.put("phone", null);
            patch.put("kind", "person");
            patch.put("tags", List.of("y", "z"));
            patch.put("externalIds", List.of(Map.of("system", "erp", "key", "2")));

            RecordSnapshot updated = world.update(party, patch);

            assertThat(updated.version()).isEqualTo(2);
            RecordSnapshot stored = world.read(Party.TYPE, party.id());
            assertThat(stored.version()).isEqualTo(2);
            assertThat(stored.text("name")).isEqualTo("a");
            assertThat(stored.text("phone")).isNull();
            assertThat(stored.values().get("tags")).isEqualTo(List.of("y", "z"));
            assertThat(stored.values().get("externalIds")).isEqualTo(List.of(new ExternalId("erp", "2")));
            assertThat(world.audit())
                    .containsExactly(
                            "parties created 1 {\"partyNo\":\"P00001\",\"name\":\"a\",\"kind\":\"company\","
                                    + "\"phone\":\"+8610086\",\"owner\":\"" + Ids.format(7)
                                    + "\",\"tags\":[\"x\",\"y\"],"
                                    + "\"externalIds\":[{\"system\":\"erp\",\"key\":\"1\"}]}",
                            "parties updated 2 {\"kind\":[\"company\",\"person\"],\"phone\":[\"+8610086\",null],"
                                    + "\"tags\":[[\"x\",\"y\"],[\"y\",\"z\"]],"
                                    + "\"externalIds\":[[{\"system\":\"erp\",\"key\":\"1\"}],[{\"system\":\"erp\",\"key\":\"2\"}]]}");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tagsAloneMakeANewVersion(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            assertThat(world.update(party, Map.of("tags", List.of("x"))).version())
                    .isEqualTo(2);
            assertThat(world.read(Party.TYPE, party.id()).version()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anUpdateThatSetsNothingLeavesNoTrace(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(
                    Party.TYPE,
                    Map.of("name", "a", "revenue", Map.of("amount", "5", "currency", "JPY"), "tags", List.of("x")));
            RecordSnapshot same = world.update(
                    world.read(Party.TYPE, party.id()),
                    Map.of("name", " a", "revenue", Map.of("amount", 5, "currency", "JPY"), "tags", List.of("x")));
            assertThat(same.version()).isEqualTo(1);
            assertThat(world.audit()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void twoCapabilitiesAreWrittenTogetherOrNotAtAll(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            world.apply(
                    new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "b")),
                    new RecordChange.Create(Booking.TYPE, Map.of("subject", "s", "party", Ids.format(party.id()))));
            assertThat(world.read(Party.TYPE, party.id()).text("name")).isEqualTo("b");
            assertThat(world.rows("t_booking")).isEqualTo(1);
            assertThat(world.rows("crm_audit")).isEqualTo(3);

            Invalid invalid = catchThrowableOfType(
                    Invalid.class,
                    () -> world.apply(
                            new RecordChange.Create(Party.TYPE, Map.of("name", "c")),
                            new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "d")),
                            new RecordChange.Create(Booking.TYPE, Map.of("subject", "s", "party", Ids.format(4711)))));

            assertThat(codes(invalid)).containsExactly("2.party missingReference");
            assertThat(world.read(Party.TYPE, party.id()).text("name")).isEqualTo("b");
            assertThat(world.rows("t_party")).isEqualTo(1);
            assertThat(world.rows("crm_audit")).isEqualTo(3);
            assertThat(world.rows("crm_outbox")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatTheDatabaseRefusesTakesTheOtherUnitBackToo(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Invalid invalid = catchThrowableOfType(
                    Invalid.class,
                    () -> world.apply(
                            new RecordChange.Create(Booking.TYPE, Map.of("subject", "s")),
                            new RecordChange.Create(Party.TYPE, Map.of("name", "forbidden"))));
            assertThat(codes(invalid)).containsExactly(" refused");
            assertThat(world.rows("t_booking")).isZero();
            assertThat(world.rows("crm_audit")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStaleVersionIsToldWithTheCurrentOne(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            world.update(party, Map.of("name", "b"));
            Stale stale = catchThrowableOfType(Stale.class, () -> world.update(party, Map.of("name", "c")));
            assertThat(stale.currentVersion()).isEqualTo(2);
            assertThat(catchThrowableOfType(
                                    Stale.class, () -> world.apply(new RecordChange.Delete(Party.TYPE, party.id(), 1L)))
                            .currentVersion())
                    .isEqualTo(2);
            assertThat(world.read(Party.TYPE, party.id()).text("name")).isEqualTo("b");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDuplicateKeyNamesItsField(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot first = world.create(Party.TYPE, Map.of("name", "a", "partyNo", "X1"));
            Conflict conflict = catchThrowableOfType(
                    Conflict.class, () -> world.create(Party.TYPE, Map.of("name", "b", "partyNo", "X1")));
            assertThat(conflict.code()).isEqualTo("duplicate");
            assertThat(codes(conflict)).containsExactly("partyNo duplicate");
            assertThat(codes(catchThrowableOfType(
                            Conflict.class,
                            () -> world.apply(
                                    new RecordChange.Create(Party.TYPE, Map.of("name", "b", "partyNo", "X2")),
                                    new RecordChange.Create(Party.TYPE, Map.of("name", "c", "partyNo", "X2"))))))
                    .containsExactly("1.partyNo duplicate");
            assertThat(world.rows("t_party")).isEqualTo(1);

            world.delete(first);
            world.create(Party.TYPE, Map.of("name", "b", "partyNo", "X1"));
            assertThat(world.rows("t_party")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDuplicateThatOnlyTheDatabaseSeesIsAConflictToo(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            world.create(Party.TYPE, Map.of("name", "a", "nickname", "n"));
            Conflict conflict = catchThrowableOfType(
                    Conflict.class, () -> world.create(Party.TYPE, Map.of("name", "b", "nickname", "n")));
            assertThat(conflict.code()).isEqualTo("duplicate");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anExternalIdBelongsToOneRecord(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Map<String, Object> values =
                    Map.of("name", "a", "externalIds", List.of(Map.of("system", "erp", "key", "1")));
            RecordSnapshot first = world.create(Party.TYPE, values);
            assertThat(codes(catchThrowableOfType(Conflict.class, () -> world.create(Party.TYPE, values))))
                    .containsExactly("externalIds duplicate");
            world.delete(first);
            world.create(Party.TYPE, values);
            assertThat(world.rows("crm_external_id")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void allBadValuesAreToldAtOnce(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("kind", "dragon");
            values.put("phone", "x");
            values.put("employees", 3_000_000_000L);
            values.put("foundedOn", "2023-02-30");
            values.put("score", 5);
            values.put("shoeSize", 1);
            values.put("createdAt", "2024-01-01T00:00:00Z");
            values.put("custom", Map.of("x", 1));
            Invalid invalid = catchThrowableOfType(Invalid.class, () -> world.create(Party.TYPE, values));
            assertThat(codes(invalid))
                    .containsExactlyInAnyOrder(
                            "name required",
                            "kind unknownOption",
                            "phone badPhone",
                            "employees outOfRange",
                            "foundedOn badDate",
                            "score readOnly",
                            "shoeSize unknownField",
                            "createdAt readOnly",
                            "custom.x unknownField");
            assertThat(world.writes.check(world.staff, new RecordChange.Create(Party.TYPE, values)))
                    .extracting(violation -> violation.field() + " " + violation.code())
                    .containsExactlyInAnyOrderElementsOf(codes(invalid));

            assertThat(codes(catchThrowableOfType(
                            Invalid.class,
                            () -> world.apply(
                                    new RecordChange.Create(Party.TYPE, Map.of("name", "a", "kind", "x")),
                                    new RecordChange.Create(Party.TYPE, Map.of())))))
                    .containsExactly("0.kind unknownOption", "1.name required");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void aNumberIsGivenOrBroughtAlongAndThenStays(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a", "partyNo", "OLD-1"));
            assertThat(party.text("partyNo")).isEqualTo("OLD-1");
            assertThat(codes(
                            catchThrowableOfType(Invalid.class, () -> world.update(party, Map.of("partyNo", "OLD-2")))))
                    .containsExactly("partyNo readOnly");
            assertThat(world.update(party, Map.of("partyNo", "OLD-1", "name", "b"))
                            .version())
                    .isEqualTo(2);
            world.writes.numbers = null;
            assertThat(catchThrowableOfType(Unavailable.class, () -> world.create(Party.TYPE, Map.of("name", "b")))
                            .code())
                    .isEqualTo("numberingUnavailable");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void rightsComeFirst(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            var reader = World.caller(8, "parties:read", "parties:update");
            Forbidden forbidden = catchThrowableOfType(
                    Forbidden.class,
                    () -> world.writes.apply(reader, List.of(new RecordChange.Create(Party.TYPE, Map.of("x", 1)))));
            assertThat(forbidden.text().en()).contains("parties:create");
            assertThat(catchThrowableOfType(
                            Forbidden.class,
                            () -> world.writes.apply(reader, List.of(new RecordChange.Delete(Party.TYPE, 1, null)))))
                    .isNotNull();
            assertThat(world.writes.apply(
                            reader,
                            List.of(new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "b")))))
                    .hasSize(1);
            assertThat(catchThrowableOfType(
                                    NotFound.class,
                                    () -> world.apply(new RecordChange.Update(Party.TYPE, 1, null, Map.of())))
                            .code())
                    .isEqualTo("notFound");
            assertThat(catchThrowableOfType(
                                    NotFound.class, () -> world.apply(new RecordChange.Create("dragons", Map.of())))
                            .code())
                    .isEqualTo("unknownType");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void aTypeWithoutItsCodeIsUnavailableForWriting(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            world.types.remove(Party.TYPE);
            assertThat(catchThrowableOfType(Unavailable.class, () -> world.create(Party.TYPE, Map.of("name", "a")))
                            .code())
                    .isEqualTo("moduleUnavailable");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void whatIsWrittenFirstIsSeenByWhatComesLater(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            List<RecordSnapshot> results = world.apply(
                    new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "b")),
                    new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("kind", "person")));
            assertThat(results.get(1).text("name")).isEqualTo("b");
            RecordSnapshot stored = world.read(Party.TYPE, party.id());
            assertThat(stored.text("name") + stored.text("kind")).isEqualTo("bperson");

            List<RecordChange> mixed = new ArrayList<>();
            mixed.add(new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "c")));
            mixed.add(new RecordChange.Delete(Party.TYPE, party.id(), null));
            mixed.add(new RecordChange.Create(Party.TYPE, Map.of("name", "d", "partyNo", party.text("partyNo"))));
            assertThat(world.writes.apply(world.staff, mixed).get(1)).isNull();
            assertThat(world.read(Party.TYPE, party.id())).isNull();
            assertThat(catchThrowableOfType(
                            NotFound.class,
                            () -> world.apply(new RecordChange.Delete(
                                    Party.TYPE, results.get(0).id(), null))))
                    .isNotNull();
        }
    }

    private static List<String> codes(CrmException failure) {
        return failure.violations().stream()
                .map(violation -> violation.field() + " " + violation.code())
                .toList();
    }
}
