package org.penglai.crm.events.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.events.internal.JournalTable.AUDIT;
import static org.penglai.crm.events.internal.JournalTable.CHANGES;
import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.OPERATION;
import static org.penglai.crm.events.internal.JournalTable.RECORD_ID;
import static org.penglai.crm.events.internal.JournalTable.RECORD_VERSION;
import static org.penglai.crm.events.internal.JournalTable.TYPE;
import static org.penglai.crm.events.internal.JournalTable.USER_ID;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.events.internal.JournalTable;
import org.penglai.crm.events.internal.Journals;
import org.penglai.crm.events.internal.outbox.EventReading;
import org.penglai.crm.events.internal.outbox.OutboxWorld;
import org.penglai.crm.events.spi.AuditVerifier.Finding;
import org.penglai.crm.events.spi.AuditVerifier.Head;
import org.penglai.crm.events.spi.AuditVerifier.Report;
import org.penglai.crm.events.spi.AuditVerifier.TakenBack;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.persistence.testing.TestDatabase;

class AuditChainTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesAndNotesAreSealedAndTheUnsealedTailIsReported(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(3);
            world.journals.journal().note(new Entry("session", 7, 0, "signedIn", 7, "{\"address\":\"::1\"}"));
            world.seal();
            world.write(2);

            Report report = world.verify();
            assertThat(report.isSound()).as(report.findings().toString()).isTrue();
            assertThat(report.sealed()).isEqualTo(4);
            assertThat(report.unsealed()).isEqualTo(2);
            assertThat(report.head().position()).isEqualTo(4);
            world.seal();
            assertThat(world.verify().unsealed()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit.key"))))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anEditedRowIsNamed(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(5);
            world.seal();
            long id = world.ids().get(2);
            world.tamper(
                    sql -> sql.update(AUDIT).set(CHANGES, "{}").where(ID.eq(id)).execute());
            assertThat(world.findings()).containsExactly(new Named("edited", 3, id));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRowEditedBeforeItsSealIsNamedToo(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(2);
            long id = world.ids().get(1);
            world.tamper(
                    sql -> sql.update(AUDIT).set(USER_ID, 8L).where(ID.eq(id)).execute());
            world.seal();
            assertThat(world.findings()).containsExactly(new Named("edited", 2, id));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRemovedRowIsNamedWithItsSealOrWithout(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(6);
            world.seal();
            long second = world.ids().get(1);
            long fourth = world.ids().get(3);
            world.tamper(
                    sql -> sql.deleteFrom(AUDIT).where(ID.in(second, fourth)).execute());
            world.tamper(sql -> sql.deleteFrom(SealTables.SEAL_TABLE)
                    .where(SealTables.AUDIT_ID.eq(fourth))
                    .execute());
            assertThat(world.findings()).containsExactly(new Named("removed", 2, second), new Named("removed", 4, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRowRemovedBeforeItsSealIsNamed(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.seal();
            world.write(2);
            long id = world.ids().get(0);
            world.tamper(sql -> sql.deleteFrom(AUDIT).where(ID.eq(id)).execute());
            world.seal();
            assertThat(world.findings()).containsExactly(new Named("removed", 1, id));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anInsertedRowIsNamed(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(2);
            world.seal();
            long first = world.ids().get(0);
            world.tamper(sql -> insert(sql, first + 1));
            assertThat(world.findings()).containsExactly(new Named("inserted", 0, first + 1));
            world.tamper(sql -> sql.insertInto(SealTables.SEAL_TABLE)
                    .set(SealTables.SEAL_POSITION, 3L)
                    .set(SealTables.AUDIT_ID, first + 1)
                    .set(SealTables.KIND, Sealer.WRITTEN)
                    .set(org.penglai.crm.events.internal.JournalTable.ROW_MAC, "00")
                    .set(SealTables.SEAL, "00")
                    .execute());
            assertThat(world.findings())
                    .containsExactly(new Named("chainBroken", 3, first + 1), new Named("edited", 3, first + 1));
        }
    }

    /** Old rows go, the chain still proves those that stay, and nobody without the key can make others go. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsKeptNoLongerGoesAndTheChainHolds(TestDatabase.Kind kind) throws Exception {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        try (World world = new World(kind)) {
            world.write(3);
            world.seal();
            assertThat(world.sealer.expire(now.minusDays(1)))
                    .as("none is older")
                    .isZero();
            assertThat(world.sealer.expire(now.plusDays(1))).isEqualTo(3);
            assertThat(world.sealer.expire(now.plusDays(1))).isZero();
            assertThat(world.ids()).isEmpty();
            world.write(3);
            world.seal();

            Report report = world.verify();
            assertThat(report.isSound()).as(report.findings().toString()).isTrue();
            assertThat(report.sealed()).isEqualTo(3);
            assertThat(report.head().position()).isEqualTo(7);

            List<Long> ids = world.ids();
            world.tamper(sql -> sql.deleteFrom(AUDIT).where(ID.eq(ids.get(0))).execute());
            assertThat(world.findings()).containsExactly(new Named("removed", 5, ids.get(0)));
            world.tamper(sql -> sql.update(SealTables.SEAL_TABLE)
                    .set(JournalTable.ROW_MAC, "5")
                    .where(SealTables.KIND.eq(Expiry.EXPIRED))
                    .execute());
            assertThat(world.findings()).extracting(Named::kind).contains("chainBroken");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aMissingTailIsFoundByTheHeadsEvenIfTheChainGoesOn(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(4);
            world.seal();
            Head exported = world.verify().head();
            List<Long> ids = world.ids();
            world.tamper(sql -> sql.deleteFrom(AUDIT).where(ID.ge(ids.get(2))).execute());
            world.tamper(sql -> sql.deleteFrom(SealTables.SEAL_TABLE)
                    .where(SealTables.SEAL_POSITION.gt(2L))
                    .execute());
            Files.delete(folder.resolve("audit.heads"));
            assertThat(world.verify().isSound()).isTrue();
            assertThat(world.findings(exported)).containsExactly(new Named("tailMissing", 4, 0));
            world.write(3);
            world.seal();
            assertThat(world.findings(exported)).extracting(Named::kind).containsExactly("tailMissing");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void headsBesideTheKeyShowAMissingTail(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(4);
            world.seal();
            world.tamper(sql -> sql.deleteFrom(SealTables.SEAL_TABLE)
                    .where(SealTables.SEAL_POSITION.gt(2L))
                    .execute());
            world.tamper(sql ->
                    sql.deleteFrom(AUDIT).where(ID.ge(world.ids().get(2))).execute());
            assertThat(world.findings()).containsExactly(new Named("tailMissing", 4, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRestoreGivesUpTheTailSinceItsBackupAndIsTold(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            Instant backup = Instant.now().minusSeconds(60);
            world.write(4);
            world.seal();
            world.tamper(sql -> sql.deleteFrom(SealTables.SEAL_TABLE)
                    .where(SealTables.SEAL_POSITION.gt(2L))
                    .execute());
            world.tamper(sql ->
                    sql.deleteFrom(AUDIT).where(ID.ge(world.ids().get(2))).execute());
            TakenBack earlier = new TakenBack(backup.minusSeconds(60), backup);
            world.heads.note(earlier);
            assertThat(world.findings()).containsExactly(new Named("tailMissing", 4, 0));

            TakenBack restored = new TakenBack(backup, Instant.now());
            world.heads.note(restored);
            world.heads.note(restored);
            assertThat(world.findings()).isEmpty();
            assertThat(world.verify().takenBack()).containsExactly(earlier, restored);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void rowsFromBeforeTheChainAreSealedAsTheyStand(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.tamper(sql -> insert(sql, 11));
            world.tamper(sql -> insert(sql, 12));
            world.write(1);
            world.seal();
            Report report = world.verify();
            assertThat(report.isSound()).as(report.findings().toString()).isTrue();
            assertThat(report.sealed()).isEqualTo(3);
            assertThat(report.older()).isEqualTo(3);
            world.tamper(
                    sql -> sql.update(AUDIT).set(USER_ID, 8L).where(ID.eq(12L)).execute());
            assertThat(world.findings()).containsExactly(new Named("edited", 2, 12));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anotherKeySealsNothing(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(1);
            world.seal();
            AuditKey other = new AuditKey(folder.resolve("other"));
            Sealer sealer = new Sealer(
                    new EventReading(world.outbox.leases, Sealer.NAME),
                    world.outbox.database.ids(),
                    other,
                    new Heads(folder.resolve("other"), Clock.systemUTC()));
            assertThatThrownBy(sealer::round).isInstanceOf(Sealer.WrongKey.class);
            assertThat(new AuditVerification(
                                    world.outbox.database.database(),
                                    other,
                                    new Heads.Noted(List.of(), List.of()),
                                    List.of())
                            .run()
                            .findings())
                    .extracting(Finding::kind)
                    .contains("wrongKey");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fromWhereSomethingWasDoneIsSealedToo(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            try (Origin.Scope scope = new Origin("10.1.2.3", "trace-1").enter()) {
                assertThat(scope).isNotNull();
                world.write(2);
            }
            world.write(1);
            world.seal();
            assertThat(world.verify().findings()).isEmpty();
            long second = world.ids().get(1);
            world.tamper(sql -> sql.update(AUDIT)
                    .set(JournalTable.ORIGIN, "10.9.9.9")
                    .where(ID.eq(second))
                    .execute());
            assertThat(world.findings()).containsExactly(new Named("edited", 2, second));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void rowsThatChangePlacesAreNamed(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(4);
            world.seal();
            List<Long> ids = world.ids();
            world.tamper(sql -> {
                for (long[] move : new long[][] {{ids.get(1), 1}, {ids.get(2), ids.get(1)}, {1, ids.get(2)}}) {
                    sql.update(AUDIT).set(ID, move[1]).where(ID.eq(move[0])).execute();
                }
            });
            assertThat(world.findings())
                    .containsExactly(new Named("edited", 2, ids.get(1)), new Named("edited", 3, ids.get(2)));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void seamsOfTheChainShowWhereSealsChangedPlaces(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            world.write(4);
            world.seal();
            List<Long> ids = world.ids();
            world.tamper(sql -> {
                for (long[] move : new long[][] {{2, 99}, {3, 2}, {99, 3}}) {
                    sql.update(SealTables.SEAL_TABLE)
                            .set(SealTables.SEAL_POSITION, move[1])
                            .where(SealTables.SEAL_POSITION.eq(move[0]))
                            .execute();
                }
            });
            assertThat(world.findings())
                    .extracting(Named::kind, Named::position, Named::auditId)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("chainBroken", 2L, ids.get(2)),
                            org.assertj.core.groups.Tuple.tuple("chainBroken", 3L, ids.get(1)));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void twoNodesSealOneChain(TestDatabase.Kind kind) throws Exception {
        try (World world = new World(kind)) {
            Sealer second = new Sealer(
                    new EventReading(world.outbox.node(), Sealer.NAME),
                    world.outbox.database.ids(),
                    world.key,
                    world.heads);
            for (Sealer sealer : List.of(world.sealer, second, world.sealer)) {
                world.write(2);
                world.outbox.sequence();
                while (sealer.round() > 0) {
                    assertThat(sealer).isNotNull();
                }
                sealer.release();
            }
            world.write(2);
            world.seal();
            Report report = world.verify();
            assertThat(report.isSound()).as(report.findings().toString()).isTrue();
            assertThat(report.sealed()).isEqualTo(8);
            assertThat(report.head().position()).isEqualTo(8);
        }
    }

    private static int insert(DSLContext sql, long id) {
        return sql.insertInto(AUDIT)
                .set(ID, id)
                .set(HAPPENED_AT, LocalDateTime.of(2026, 11, 22, 8, 0))
                .set(USER_ID, 7L)
                .set(TYPE, "customers")
                .set(RECORD_ID, 1L)
                .set(RECORD_VERSION, 1L)
                .set(OPERATION, "updated")
                .set(CHANGES, "{}")
                .execute();
    }

    private record Named(String kind, long position, long auditId) {}

    private final class World implements AutoCloseable {
        final OutboxWorld outbox;
        final AuditKey key = new AuditKey(folder);
        final Journals journals;
        final Heads heads = new Heads(folder, Clock.systemUTC());
        final Sealer sealer;
        private long written;

        World(TestDatabase.Kind kind) {
            outbox = new OutboxWorld(kind);
            journals = new Journals(outbox.database, key);
            sealer = new Sealer(new EventReading(outbox.leases, Sealer.NAME), outbox.database.ids(), key, heads);
        }

        void write(int rows) {
            for (int i = 0; i < rows; i++) {
                journals.commit(Journals.created(++written));
            }
        }

        void seal() {
            outbox.sequence();
            while (sealer.round() > 0) {
                assertThat(sealer).isNotNull();
            }
        }

        List<Long> ids() {
            return outbox.database
                    .database()
                    .read(sql -> sql.select(ID).from(AUDIT).orderBy(ID).fetch(ID));
        }

        void tamper(Consumer<DSLContext> how) {
            outbox.database.transactions().run(transaction -> {
                how.accept(transaction.sql());
                return null;
            });
        }

        Report verify(Head... exported) throws Exception {
            return new AuditVerification(outbox.database.database(), key, heads.read(), List.of(exported)).run();
        }

        List<Named> findings(Head... exported) throws Exception {
            return verify(exported).findings().stream()
                    .map(found -> new Named(found.kind(), found.position(), found.auditId()))
                    .toList();
        }

        @Override
        public void close() {
            outbox.close();
        }
    }
}
