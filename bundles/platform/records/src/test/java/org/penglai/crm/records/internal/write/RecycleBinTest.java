package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecycleBins;
import org.penglai.crm.records.spi.RecycleBins.Deleted;

/** What lies in the recycle bin, and its end. */
class RecycleBinTest {
    private World world;
    private StoredRecycleBin bin;

    private void open(Kind kind) {
        world = World.on(kind);
        bin = new StoredRecycleBin(
                world.types,
                world.planner,
                world.database.database(),
                world.database.transactions(),
                world.database.gates(),
                new TableJournal(world.database.transactions(), world.database.ids(), world.database.dataSource()),
                world.database.dataSource());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void showsWhatWasAskedForWithWhatWentAlong(Kind kind) {
        open(kind);
        RecordSnapshot first = world.create(Party.TYPE, Map.of("name", "云启科技"));
        booking(first);
        booking(first);
        RecordSnapshot second = world.create(Party.TYPE, Map.of("name", "Harbour 100%"));
        world.delete(first);
        world.clock.forward(Duration.ofMinutes(1));
        world.delete(second);

        assertThat(bin.types(world.staff))
                .extracting(one -> one.type() + " " + one.count())
                .containsExactly("parties 2");
        List<Deleted> all = bin.list(world.staff, Party.TYPE, "", null, 10);
        assertThat(all).extracting(Deleted::title).containsExactly("Harbour 100%", "云启科技");
        assertThat(all.get(1).along())
                .extracting(one -> one.type() + " " + one.count())
                .containsExactly("bookings 2");
        assertThat(all.get(1).by()).isEqualTo(world.staff.userId());
        assertThat(Duration.between(all.get(1).at(), all.get(1).purgedAt())).isEqualTo(RecycleBins.KEPT);
        assertThat(bin.list(world.staff, Party.TYPE, "", null, 1))
                .extracting(Deleted::id)
                .containsExactly(second.id());
        assertThat(bin.list(world.staff, Party.TYPE, "", all.get(0).batch(), 10))
                .extracting(Deleted::id)
                .containsExactly(first.id());
        assertThat(bin.list(world.staff, Party.TYPE, "启", null, 10))
                .extracting(Deleted::id)
                .containsExactly(first.id());
        assertThat(bin.list(world.staff, Party.TYPE, "100%", null, 10)).hasSize(1);
        assertThat(bin.list(world.staff, Party.TYPE, "H%r", null, 10))
                .as("no wildcard")
                .isEmpty();
        assertThat(bin.list(world.staff, Party.TYPE, "harbour", null, 10)).hasSize(1);

        world.writes.restore(world.staff, Party.TYPE, first.id());
        assertThat(bin.list(world.staff, Party.TYPE, "", null, 10))
                .extracting(Deleted::id)
                .containsExactly(second.id());
        assertThat(bin.list(world.staff, Booking.TYPE, "", null, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasMergedComesBackOnlyWithTheMerge(Kind kind) {
        open(kind);
        RecordSnapshot kept = world.create(Party.TYPE, Map.of("name", "云启"));
        RecordSnapshot twin = world.create(Party.TYPE, Map.of("name", "云启二"));
        long merge = world.writes
                .merge(world.staff, Party.TYPE, kept.id(), null, List.of(twin.id()), Map.of())
                .id();
        assertThat(bin.types(world.staff)).isEmpty();
        assertThat(bin.list(world.staff, Party.TYPE, "", null, 10)).isEmpty();

        bin.purge(World.caller(9, "*"), Party.TYPE, twin.id());
        assertThat(catchThrowable(() -> world.writes.undo(world.staff, Party.TYPE, kept.id(), merge)))
                .isInstanceOfSatisfying(
                        Conflict.class, late -> assertThat(late.code()).isEqualTo("tooLate"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void goesForGoodWithEverythingAndByRightOnly(Kind kind) {
        open(kind);
        RecordSnapshot party = world.create(
                Party.TYPE,
                Map.of(
                        "name",
                        "云启科技",
                        "partyNo",
                        "A1",
                        "tags",
                        List.of("x"),
                        "externalIds",
                        List.of(new ExternalId("erp", "77"))));
        booking(party);
        world.delete(party);
        Caller clerk = World.caller(9, "parties:read", "parties:delete");
        assertThat(catchThrowable(() -> bin.purge(clerk, Party.TYPE, party.id())))
                .isInstanceOf(Forbidden.class);
        assertThat(catchThrowable(() -> bin.list(World.caller(9, "parties:read"), Party.TYPE, "", null, 1)))
                .isInstanceOf(Forbidden.class);
        assertThat(bin.list(clerk, Party.TYPE, "", null, 1).get(0).purgeable()).isFalse();
        assertThat(bin.list(clerk, Party.TYPE, "", null, 1).get(0).along())
                .as("of types he may read")
                .isEmpty();

        Caller keeper = World.caller(9, "parties:read", "parties:delete", RecycleBins.PURGE);
        bin.purge(keeper, Party.TYPE, party.id());

        for (String table : List.of(
                "t_party", "t_booking", "crm_record_tag", "crm_external_id", "crm_duplicate_key", "crm_recycle")) {
            assertThat(world.rows(table)).as(table).isZero();
        }
        assertThat(world.audit()).contains("parties purged 0 null", "bookings purged 0 null");
        assertThat(catchThrowable(() -> world.writes.restore(world.staff, Party.TYPE, party.id())))
                .isInstanceOf(NotFound.class);
        assertThat(catchThrowable(() -> bin.purge(keeper, Party.TYPE, party.id())))
                .isInstanceOf(NotFound.class);
        RecordSnapshot heir = world.create(Party.TYPE, Map.of("name", "云启科技", "partyNo", "A1"));
        assertThat(catchThrowable(() -> bin.purge(keeper, Party.TYPE, heir.id())))
                .as("not what is not deleted")
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isEmptiedOfWhatHasLainThereForThirtyDays(Kind kind) throws InterruptedException {
        open(kind);
        RecordSnapshot old = world.create(Party.TYPE, Map.of("name", "旧"));
        booking(old);
        world.delete(old);
        world.clock.forward(Duration.ofDays(29));
        RecordSnapshot young = world.create(Party.TYPE, Map.of("name", "新"));
        world.delete(young);

        bin.run(world.clock.instant().plus(Duration.ofHours(23)));
        assertThat(world.rows("t_party")).isEqualTo(2);
        bin.run(world.clock.instant().plus(Duration.ofHours(25)));
        assertThat(world.rows("t_party")).isEqualTo(1);
        assertThat(world.rows("t_booking")).isZero();
        assertThat(bin.list(world.staff, Party.TYPE, "", null, 10))
                .extracting(Deleted::id)
                .containsExactly(young.id());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theKeyOfADeletedRecordIsFree(Kind kind) {
        open(kind);
        RecordSnapshot gone = world.create(
                Party.TYPE, Map.of("name", "云启", "partyNo", "A1", "externalIds", List.of(new ExternalId("erp", "7"))));
        world.delete(gone);
        RecordSnapshot again = world.create(Party.TYPE, Map.of("name", "云启", "partyNo", "A1"));
        assertThat(again.id()).isNotEqualTo(gone.id());
        world.delete(again);
        world.writes.restore(world.staff, Party.TYPE, gone.id());
        assertThat(world.read(Party.TYPE, gone.id()).text("partyNo")).isEqualTo("A1");
    }

    private void booking(RecordSnapshot party) {
        world.create(Booking.TYPE, Map.of("subject", "s", "party", Ids.format(party.id())));
    }
}
