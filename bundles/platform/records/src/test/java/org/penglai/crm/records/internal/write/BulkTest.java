package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.bulk.BulkJob;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.undo.TableUndoLedger;
import org.penglai.crm.records.internal.undo.UndoJob;
import org.penglai.crm.records.spi.UndoLedger;

class BulkTest {
    static final long JOB = 900;
    static final long UNDO = 901;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tagsArePutOnAllThatMatchAndTakenOffAgain(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 25);
            RecordSnapshot tagged = world.update(parties.get(3), Map.of("tags", List.of("重点")));
            RecordSnapshot other = world.update(parties.get(4), Map.of("tags", List.of("老客户")));
            world.create(Party.TYPE, Map.of("name", "someone else"));

            TestJob job = bulk(Map.of("filter", "name==firm*", "operation", "addTags", "tags", List.of("重点")));
            Map<String, Object> result = bulkJob(world).run(job);

            assertThat(result)
                    .containsEntry("matched", 25L)
                    .containsEntry("changed", 24L)
                    .containsEntry("unchanged", 1L)
                    .containsEntry("failed", 0L)
                    .containsEntry("reasons", List.of());
            assertThat(List.of(job.done, job.total)).containsExactly(25L, 25L);
            assertThat(tags(world, tagged)).containsExactly("重点");
            assertThat(tags(world, other)).containsExactlyInAnyOrder("老客户", "重点");
            assertThat(job.files).isEmpty();

            assertThat(ledger(world).canUndo(JOB)).isTrue();
            Map<String, Object> undone = undo(world);
            assertThat(undone).containsEntry("undone", 24L).containsEntry("skipped", List.of());
            assertThat(tags(world, tagged)).containsExactly("重点");
            assertThat(tags(world, other)).containsExactly("老客户");
            assertThat(tags(world, parties.get(20))).isEmpty();
            assertThat(world.audit().get(world.audit().size() - 1)).startsWith("parties undone 3 ");
            assertThat(ledger(world).canUndo(JOB)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatWasChangedSinceStaysAndIsListed(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 4);
            bulkJob(world).run(bulk(Map.of("ids", ids(parties), "operation", "update", "values", person())));
            RecordSnapshot meanwhile = world.read(Party.TYPE, parties.get(1).id());
            world.update(meanwhile, Map.of("phone", "10086"));
            world.delete(parties.get(2));

            // Whoever asks before learns the same as he who takes it back.
            List<UndoLedger.Left> foreseen = ledger(world).left(world.staff, JOB, 10);
            Map<String, Object> result = undo(world);

            assertThat(result).containsEntry("undone", 2L).containsEntry("skippedTotal", 2L);
            assertThat(foreseen)
                    .isEqualTo(ledger(world).left(world.staff, JOB, 10))
                    .hasSize(2);
            assertThat(foreseen.get(1).reason().en()).isEqualTo("It has been deleted since.");
            assertThat(ledger(world).left(world.staff, JOB, 1)).hasSize(1);
            assertThat(skipped(result))
                    .containsExactly(
                            parties.get(1).text("name") + " It has been changed since.",
                            parties.get(2).text("name") + " It has been deleted since.");
            assertThat(world.read(Party.TYPE, parties.get(0).id()).text("kind")).isEqualTo("company");
            assertThat(world.read(Party.TYPE, parties.get(1).id()).text("kind")).isEqualTo("person");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void rulesHoldAndWhatTheyRefuseIsListed(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 5);
            RecordSnapshot refused = world.create(Party.TYPE, Map.of("name", "=1+1"));
            world.partyRule = input -> input.after().text("name").startsWith("=")
                    ? Outcome.none().reject(Violation.of("kind", "taken", "不行。", "Not this one."))
                    : Outcome.none();
            List<String> ids = new ArrayList<>(ids(parties));
            ids.add(Ids.format(refused.id()));
            ids.add(Ids.format(7));

            TestJob job = bulk(Map.of("ids", ids, "operation", "update", "values", person()));
            Map<String, Object> result = bulkJob(world).run(job);

            assertThat(result)
                    .containsEntry("matched", 7L)
                    .containsEntry("changed", 5L)
                    .containsEntry("failed", 2L);
            assertThat((List<?>) result.get("reasons"))
                    .extracting(reason -> (Object) ((Map<?, ?>) reason).get("code"))
                    .containsExactlyInAnyOrder("taken", "notFound");
            assertThat(job.file("errors.csv"))
                    .startsWith("\ufeff\"Id\",\"Name\",\"Field\",\"Reason\"\r\n")
                    .contains("\"'=1+1\",\"Kind\",\"Not this one.\"");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aModuleThatIsBeingReplacedIsWaitedFor(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 3);
            AtomicInteger asked = new AtomicInteger();
            world.partyRule = input -> {
                if (asked.getAndIncrement() % 5 == 2) {
                    throw new Unavailable(
                            "moduleUnavailable", Localized.of("请稍后再试。", "Try again."), Duration.ofSeconds(1));
                }
                return Outcome.none();
            };

            assertThat(bulkJob(world).run(bulk(Map.of("ids", ids(parties), "operation", "update", "values", person()))))
                    .containsEntry("changed", 3L)
                    .containsEntry("failed", 0L);
            assertThat(undo(world)).containsEntry("undone", 3L).containsEntry("skippedTotal", 0L);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDeletionComesBackWithWhatWentAlong(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 6);
            RecordSnapshot booking = world.create(
                    Booking.TYPE, Map.of("subject", "b", "party", parties.get(0).id()));
            world.create(
                    Invoice.TYPE, Map.of("subject", "i", "party", parties.get(1).id()));
            world.create(
                    Invoice.TYPE, Map.of("subject", "j", "party", parties.get(2).id()));

            Map<String, Object> result = bulkJob(world).run(bulk(Map.of("ids", ids(parties), "operation", "delete")));

            assertThat(result).containsEntry("changed", 4L).containsEntry("failed", 2L);
            assertThat((List<?>) result.get("reasons"))
                    .extracting(reason -> ((Map<?, ?>) reason).get("code") + " " + ((Map<?, ?>) reason).get("count"))
                    .containsExactly("inUse 2");
            assertThat(world.read(Booking.TYPE, booking.id())).isNull();
            assertThat(undo(world)).containsEntry("undone", 4L);
            assertThat(world.read(Booking.TYPE, booking.id())).isNotNull();
            assertThat(world.read(Party.TYPE, parties.get(5).id())).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anActionIsRunOnAll(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 3);
            world.promotion =
                    input -> Outcome.none().set("score", input.record().integer("score", 0) + 10);
            TestJob job = bulk(Map.of(
                    "ids",
                    ids(parties),
                    "operation",
                    "action",
                    "action",
                    "promote",
                    "arguments",
                    Map.of("reason", "r")));

            assertThat(bulkJob(world).run(job)).containsEntry("changed", 3L);

            assertThat(world.read(Party.TYPE, parties.get(2).id()).integer("score", 0))
                    .isEqualTo(10);
            assertThat(undo(world)).as("read-only fields go back, too").containsEntry("undone", 3L);
            assertThat(world.read(Party.TYPE, parties.get(2).id()).values().get("score"))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aJobThatWasBrokenOffGoesOnAndDoesNothingTwice(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            parties(world, 25);
            Map<String, Object> parameters = Map.of("filter", "", "operation", "addTags", "tags", List.of("a"));
            TestJob broken = bulk(parameters);
            broken.crashAfter = 1;
            assertThatThrownBy(() -> bulkJob(world).run(broken)).hasMessage("crash");
            assertThat(world.rows("crm_record_tag")).isEqualTo(10);

            assertThat(bulkJob(world).run(bulk(parameters)))
                    .containsEntry("matched", 25L)
                    .containsEntry("changed", 25L);
            assertThat(bulkJob(world).run(bulk(parameters)))
                    .as("a run behind the end tells the same")
                    .containsEntry("changed", 25L);
            assertThat(world.rows("crm_audit")).isEqualTo(50);
            assertThat(world.rows("crm_undo")).isEqualTo(25);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCancelledJobKeepsWhatItHasDoneAndThatCanBeUndone(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            parties(world, 25);
            TestJob job = bulk(Map.of("filter", "", "operation", "addTags", "tags", List.of("a")));
            job.cancelAfter = 2;

            assertThat(bulkJob(world).run(job)).containsEntry("changed", 20L);
            assertThat(undo(world)).containsEntry("undone", 20L);
            assertThat(world.rows("crm_record_tag")).isZero();
            assertThatThrownBy(() -> undoJob(world).run(new TestJob(UNDO + 1, world.staff, undoParameters())))
                    .as("a second job finds it taken back")
                    .isInstanceOf(Conflict.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anUndoThatEndedEarlyIsGoneOnWithByAnother(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            parties(world, 5);
            bulkJob(world).run(bulk(Map.of("filter", "", "operation", "addTags", "tags", List.of("a"))));
            TestJob cancelled = new TestJob(UNDO, world.staff, undoParameters());
            cancelled.cancelAfter = 0;
            assertThat(undoJob(world).run(cancelled)).containsEntry("undone", 0L);
            assertThat(ledger(world).canUndo(JOB)).isTrue();
            assertThat(undoJob(world).run(new TestJob(UNDO + 1, world.staff, undoParameters())))
                    .containsEntry("undone", 5L);
            assertThat(ledger(world).canUndo(JOB)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void createdRecordsGoToTheRecycleBinAndSeveralWritesGoBackAsOne(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            RecordSnapshot old = world.create(Party.TYPE, Map.of("name", "old", "nickname", "a"));
            world.writes.applyEach(
                    world.staff,
                    List.of(
                            new RecordChange.Create(Party.TYPE, Map.of("name", "new")),
                            new RecordChange.Update(Party.TYPE, old.id(), null, person())),
                    null,
                    JOB);
            world.writes.applyEach(
                    world.staff,
                    List.of(new RecordChange.Update(
                            Party.TYPE, old.id(), null, Map.of("kind", "company", "nickname", "c", "phone", "10086"))),
                    null,
                    JOB);

            assertThat(undo(world)).containsEntry("undone", 2L);

            RecordSnapshot back = world.read(Party.TYPE, old.id());
            assertThat(back.text("kind")).isEqualTo("company");
            assertThat(back.text("nickname")).isEqualTo("a");
            assertThat(back.text("phone")).isNull();
            assertThat(world.rows("crm_recycle")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void withoutTheRightNothingGoesBack(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> parties = parties(world, 2);
            Caller reader = World.caller(8, "parties:read");
            TestJob job = new TestJob(
                    JOB,
                    reader,
                    Map.of("type", Party.TYPE, "ids", ids(parties), "operation", "update", "values", person()));
            assertThat(bulkJob(world).run(job)).containsEntry("failed", 2L);
            bulkJob(world)
                    .run(new TestJob(
                            JOB + 5,
                            world.staff,
                            Map.of(
                                    "type",
                                    Party.TYPE,
                                    "ids",
                                    ids(parties),
                                    "operation",
                                    "update",
                                    "values",
                                    person())));
            Map<String, Object> result =
                    undoJob(world).run(new TestJob(UNDO, reader, Map.of(UndoLedger.BATCH, Ids.format(JOB + 5))));
            assertThat(result).containsEntry("undone", 0L).containsEntry("skippedTotal", 2L);
        }
    }

    static List<RecordSnapshot> parties(World world, int number) {
        List<RecordChange> changes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            changes.add(new RecordChange.Create(Party.TYPE, Map.of("name", String.format("firm %02d", i))));
        }
        return world.writes.apply(world.staff, changes);
    }

    private static Map<String, Object> person() {
        return Map.of("kind", "person");
    }

    private static List<String> ids(List<RecordSnapshot> records) {
        return records.stream().map(record -> Ids.format(record.id())).toList();
    }

    private static Object tagsOf(World world, RecordSnapshot record) {
        return world.read(record.type(), record.id()).values().get("tags");
    }

    private static List<String> tags(World world, RecordSnapshot record) {
        return ((List<?>) tagsOf(world, record)).stream().map(String::valueOf).toList();
    }

    private static List<String> skipped(Map<String, Object> result) {
        return ((List<?>) result.get("skipped"))
                .stream()
                        .map(one -> (Map<?, ?>) one)
                        .map(one -> one.get("title") + " " + ((Map<?, ?>) one.get("reason")).get("en"))
                        .toList();
    }

    private static TestJob bulk(Map<String, Object> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("type", Party.TYPE);
        return new TestJob(JOB, World.caller(7, "*:*"), all);
    }

    static Map<String, Object> undo(World world) throws Exception {
        return undoJob(world).run(new TestJob(UNDO, world.staff, undoParameters()));
    }

    private static Map<String, Object> undoParameters() {
        return Map.of(UndoLedger.BATCH, Ids.format(JOB));
    }

    static BulkJob bulkJob(World world) {
        TestDatabase database = world.database;
        return new BulkJob(
                world.types,
                world.writes,
                database.gates(),
                database.database(),
                database.transactions(),
                planner(world),
                database.dataSource(),
                10);
    }

    private static UndoJob undoJob(World world) {
        TestDatabase database = world.database;
        return new UndoJob(
                world.types,
                world.writes,
                database.gates(),
                database.database(),
                database.transactions(),
                planner(world),
                database.ids(),
                database.dataSource());
    }

    static UndoLedger ledger(World world) {
        return new TableUndoLedger(
                world.types,
                world.database.database(),
                planner(world),
                world.database.ids(),
                world.database.dataSource());
    }

    private static QueryPlanner planner(World world) {
        return new QueryPlanner(world.types, world.database.database());
    }
}
