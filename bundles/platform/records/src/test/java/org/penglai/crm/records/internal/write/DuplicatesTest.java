package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.duplicates.DuplicateSearch;
import org.penglai.crm.records.internal.duplicates.KeyRows;
import org.penglai.crm.records.internal.duplicates.NameKeys;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.SpokenChinese;
import org.penglai.crm.records.spi.Duplicates;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;

class DuplicatesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsTheSameFirmUnderOtherNamesBestFirst(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Duplicates duplicates = duplicates(world);
            RecordSnapshot same = world.create("parties", Map.of("name", "上海云启科技有限公司"));
            RecordSnapshot traditional = world.create("parties", Map.of("name", "雲啟科技集團"));
            RecordSnapshot alike = world.create("parties", Map.of("name", "云启信科技股份有限公司"));
            RecordSnapshot phone = world.create("parties", Map.of("name", "海川食品", "phone", "138 0000 0001"));
            world.create("parties", Map.of("name", "青山机械", "phone", "13800000002"));

            List<Duplicates.Match> matches =
                    duplicates.find(world.staff, "parties", Map.of("name", "云启科技", "phone", "+86 138-0000-0001"), null);
            assertThat(matches)
                    .extracting(Duplicates.Match::id)
                    .containsExactlyInAnyOrder(same.id(), traditional.id(), alike.id(), phone.id());
            assertThat(matches).extracting(Duplicates.Match::score).isSortedAccordingTo((a, b) -> b - a);
            assertThat(reasons(matches, phone)).containsExactly("samePhone");
            assertThat(reasons(matches, alike)).containsExactly("similarName");
            assertThat(reasons(matches, same)).containsExactly("sameName");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void followsChangesAndLeavesOutTheRecordItselfAndDeletedOnes(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Duplicates duplicates = duplicates(world);
            RecordSnapshot record = world.create("parties", Map.of("name", "云启科技"));
            Map<String, Object> wanted = Map.of("name", "云启科技有限公司");
            assertThat(duplicates.find(world.staff, "parties", wanted, record.id()))
                    .isEmpty();

            RecordSnapshot renamed = world.update(record, Map.of("name", "青山机械"));
            assertThat(duplicates.find(world.staff, "parties", wanted, null)).isEmpty();
            assertThat(world.rows("crm_duplicate_key")).isEqualTo(4);

            Map<String, Object> mountain = Map.of("name", "青山机械厂");
            assertThat(duplicates.find(world.staff, "parties", mountain, null)).hasSize(1);
            world.delete(renamed);
            assertThat(duplicates.find(world.staff, "parties", mountain, null)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hundredsThatLookAlikeAreComparedAsWell(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Duplicates duplicates = duplicates(world);
            List<RecordChange> many = new ArrayList<>();
            for (int i = 0; i < 210; i++) {
                many.add(new RecordChange.Create("parties", Map.of("name", "海川" + i, "phone", "13800000001")));
                many.add(new RecordChange.Create("parties", Map.of("name", "云启科技")));
            }
            world.writes.apply(world.staff, many);
            assertThat(duplicates.find(world.staff, "parties", Map.of("name", "云启科技", "phone", "13800000001"), null))
                    .hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void halfTypedValuesAreNoQuestionAndRightsHold(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Duplicates duplicates = duplicates(world);
            world.create("parties", Map.of("name", "云启科技"));
            assertThat(duplicates.find(world.staff, "parties", Map.of("phone", "138", "name", " "), null))
                    .isEmpty();
            assertThatThrownBy(() ->
                            duplicates.find(World.caller(9, "bookings:read"), "parties", Map.of("name", "云启科技"), null))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> duplicates.find(world.staff, "bookings", Map.of("name", "云启科技"), null))
                    .isInstanceOf(NotFound.class);
        }
    }

    /** The one answer that looks past rights: it tells no more than it must, leaves a trace and ends. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hintsTellNoMoreThanTheyMustAndAreAudited(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            Duplicates duplicates = duplicates(world);
            Staff staff = new Staff()
                    .role(11, role -> role.may("parties:read").scope("parties:read", DataScope.OWN))
                    .role(12, role -> role.may("parties:read").field("parties.phone", FieldRight.MASKED))
                    .role(13, role -> role.may("parties:read").field("parties.phone", FieldRight.HIDDEN));
            RecordSnapshot record = world.create("parties", Map.of("name", "云启科技", "phone", "13800000001"));
            world.rights = staff;
            Map<String, Object> phone = Map.of("phone", "13800000001");

            Duplicates.Match hint =
                    duplicates.find(staff.caller(11), "parties", phone, null).get(0);
            assertThat(hint.withheld()).isTrue();
            assertThat(hint.title()).isEqualTo("云**");
            assertThat(world.audit()).last().asString().startsWith("parties hinted");
            Duplicates.Match holder =
                    duplicates.holder(staff.caller(11), "parties", record.id()).orElseThrow();
            assertThat(holder.withheld())
                    .as("who has a value that must not repeat is told alike")
                    .isTrue();
            assertThat(holder.title()).isEqualTo("云**");
            assertThat(world.audit())
                    .filteredOn(row -> row.toString().startsWith("parties hinted"))
                    .hasSize(2);
            assertThat(duplicates.holder(staff.caller(12), "parties", record.id()))
                    .hasValueSatisfying(seen -> assertThat(seen.title()).isEqualTo("云启科技"));
            for (long guessing : List.of(12L, 13L)) {
                assertThat(duplicates.find(staff.caller(guessing), "parties", phone, null))
                        .isEmpty();
                assertThat(duplicates.find(staff.caller(guessing), "parties", Map.of("name", "云启科技"), null))
                        .extracting(Duplicates.Match::id)
                        .containsExactly(record.id());
            }
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 400; i++) {
                            duplicates.find(staff.caller(12), "parties", phone, null);
                        }
                    })
                    .isInstanceOf(TooMany.class);
        }
    }

    private static List<String> reasons(List<Duplicates.Match> matches, RecordSnapshot record) {
        return matches.stream()
                .filter(match -> match.id() == record.id())
                .flatMap(match -> match.reasons().stream())
                .map(Duplicates.Reason::code)
                .toList();
    }

    private static Duplicates duplicates(World world) {
        NameKeys keys = new NameKeys(new NationalRegions(), new SpokenChinese());
        world.writes.guards = List.of(new KeyRows(keys));
        return new DuplicateSearch(
                world.types,
                new FieldValues(new NationalRegions()),
                world.reader,
                world.planner,
                world.database.database(),
                keys,
                new TableJournal(world.database.transactions(), world.database.ids(), world.database.dataSource()),
                world.database.dataSource());
    }
}
