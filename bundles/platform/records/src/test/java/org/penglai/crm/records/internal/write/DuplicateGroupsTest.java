package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.internal.duplicates.DuplicateJob;
import org.penglai.crm.records.internal.duplicates.KeyRows;
import org.penglai.crm.records.internal.duplicates.NameKeys;
import org.penglai.crm.records.internal.duplicates.StoredDuplicateGroups;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.SpokenChinese;
import org.penglai.crm.records.spi.DuplicateGroups;
import org.penglai.crm.records.spi.DuplicateGroups.Group;
import org.penglai.crm.security.spi.DataScope;

/** A whole type is searched for records that are the same. */
class DuplicateGroupsTest {
    private World world;
    private DuplicateJob job;
    private StoredDuplicateGroups groups;

    private void open(Kind kind) {
        world = World.on(kind);
        NameKeys keys = new NameKeys(new NationalRegions(), new SpokenChinese());
        world.writes.guards = List.of(new KeyRows(keys));
        job = new DuplicateJob(
                world.types,
                world.reader,
                world.database.database(),
                world.database.transactions(),
                keys,
                world.database.dataSource());
        groups = new StoredDuplicateGroups(
                world.planner,
                world.reader,
                world.database.database(),
                world.database.transactions(),
                world.database.dataSource());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void groupsWhatIsAlikeTheMostAlikeFirst(Kind kind) throws InterruptedException {
        open(kind);
        RecordSnapshot one = party("上海云启科技有限公司", "13800000001");
        RecordSnapshot two = party("云启科技", null);
        RecordSnapshot three = party("海川食品", "13800000001");
        party("青山机械", "13800000002");
        RecordSnapshot gone = party("云启科技有限公司", null);
        world.delete(gone);

        search();

        List<Group> found = groups.list(world.staff, Party.TYPE, "", 10).groups();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).members())
                .extracting(DuplicateGroups.Member::id)
                .containsExactly(one.id(), two.id(), three.id());
        assertThat(found.get(0).members().get(2).reasons().zh()).isEqualTo("电话相同");
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).searchedAt()).isNotNull();

        world.delete(three);
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).groups().get(0).members())
                .as("what went since is left out at once")
                .hasSize(2);
        world.delete(two);
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).groups()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void remembersWhatIsNotTheSame(Kind kind) throws InterruptedException {
        open(kind);
        RecordSnapshot one = party("云启科技", null);
        RecordSnapshot two = party("云启科技有限公司", null);
        search();
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).groups()).hasSize(1);
        assertThatThrownBy(
                        () -> groups.distinct(World.caller(9, "parties:read"), Party.TYPE, Set.of(one.id(), two.id())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> groups.distinct(world.staff, Party.TYPE, Set.of(one.id(), 99L)))
                .isInstanceOf(NotFound.class);

        groups.distinct(world.staff, Party.TYPE, Set.of(one.id(), two.id()));
        groups.distinct(world.staff, Party.TYPE, Set.of(two.id(), one.id()));
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).groups()).isEmpty();
        search();
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).groups()).isEmpty();
        RecordSnapshot three = party("云启科技集团", null);
        search();
        assertThat(groups.list(world.staff, Party.TYPE, "", 10).groups())
                .as("a third one is like both of them")
                .singleElement()
                .satisfies(group -> assertThat(group.members())
                        .extracting(DuplicateGroups.Member::id)
                        .contains(three.id()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void showsNobodyWhatHeDoesNotSee(Kind kind) throws InterruptedException {
        open(kind);
        owned("云启科技", 11);
        owned("云启科技有限公司", 40);
        owned("海川食品", 11);
        owned("海川食品厂", 11);
        search();
        Staff staff = new Staff().role(11, role -> role.may("parties:read").scope("parties:read", DataScope.OWN));
        world.rights = staff;
        List<Group> seen = groups.list(staff.caller(11), Party.TYPE, "", 10).groups();
        assertThat(seen).singleElement().satisfies(group -> assertThat(group.members())
                .extracting(DuplicateGroups.Member::title)
                .containsExactly("海川食品", "海川食品厂"));
        assertThatThrownBy(() -> groups.list(World.caller(9, "bookings:read"), Party.TYPE, "", 10))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> groups.list(world.staff, Booking.TYPE, "", 10)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pagesAndPassesOverWhatManyShare(Kind kind) throws InterruptedException {
        open(kind);
        List<RecordChange> many = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            many.add(new RecordChange.Create(
                    Party.TYPE, Map.of("name", "客户" + (char) ('A' + i), "phone", "13800000009")));
        }
        for (String name : List.of("东升机械", "西岭化工", "南湖食品")) {
            many.add(new RecordChange.Create(Party.TYPE, Map.of("name", name)));
            many.add(new RecordChange.Create(Party.TYPE, Map.of("name", name + "有限公司")));
        }
        world.writes.apply(world.staff, many);
        search();
        DuplicateGroups.Page first = groups.list(world.staff, Party.TYPE, "", 2);
        DuplicateGroups.Page second = groups.list(world.staff, Party.TYPE, first.next(), 2);
        assertThat(first.groups()).hasSize(2);
        assertThat(second.groups()).hasSize(1);
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> groups.list(world.staff, Party.TYPE, "x", 2)).isInstanceOf(Malformed.class);
    }

    private RecordSnapshot party(String name, String phone) {
        return world.create(Party.TYPE, phone == null ? Map.of("name", name) : Map.of("name", name, "phone", phone));
    }

    /** Users are no type here, so the owner is set past the kernel. */
    private void owned(String name, long owner) {
        long id = world.create(Party.TYPE, Map.of("name", name)).id();
        world.database.transactions().run(transaction -> transaction
                .sql()
                .execute("update t_party set owner_id = " + owner + " where id = " + id));
    }

    private void search() throws InterruptedException {
        job.run(new TestJob(1, world.staff, Map.of(DuplicateGroups.TYPE, Party.TYPE)));
    }
}
