package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.penglai.crm.records.internal.write.BulkTest.JOB;
import static org.penglai.crm.records.internal.write.BulkTest.UNDO;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.UndoLedger;

class UndoLedgerTest {
    private static final long LATER = JOB + 10;
    private static final long LATEST = JOB + 20;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void batchesAreListedByOwnerTheLatestFirst(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            BulkTest.parties(world, 2);
            tag(world, JOB, 7);
            tag(world, LATER, 8);
            tag(world, LATEST, 7);
            BulkTest.undo(world);

            UndoLedger ledger = BulkTest.ledger(world);
            assertThat(ledger.list(null, null, 10))
                    .extracting(UndoLedger.Batch::job)
                    .containsExactly(LATEST, LATER, JOB);
            assertThat(ledger.list(null, LATEST, 1))
                    .extracting(UndoLedger.Batch::job)
                    .containsExactly(LATER);
            assertThat(ledger.list(7L, null, 10))
                    .extracting(UndoLedger.Batch::job, UndoLedger.Batch::undoneBy)
                    .containsExactly(tuple(LATEST, null), tuple(JOB, UNDO));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatALaterBatchHasWrittenTooWouldStay(TestDatabase.Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            BulkTest.parties(world, 2);
            tag(world, JOB, 7);
            assertThat(BulkTest.ledger(world).left(world.staff, JOB, 10)).isEmpty();
            tag(world, LATER, 7);

            assertThat(BulkTest.ledger(world).left(world.staff, JOB, 10))
                    .extracting(UndoLedger.Left::title, left -> left.reason().en())
                    .containsExactly(
                            tuple("firm 00", "It has been changed since."),
                            tuple("firm 01", "It has been changed since."));
            assertThat(BulkTest.ledger(world).left(World.caller(9), JOB, 10))
                    .as("titles are for those who may see the records")
                    .extracting(UndoLedger.Left::title)
                    .containsOnlyNulls();
            assertThat(BulkTest.ledger(world).left(world.staff, 99, 10)).isEmpty();
        }
    }

    private static void tag(World world, long job, long user) throws Exception {
        Map<String, Object> parameters =
                Map.of("type", Party.TYPE, "filter", "", "operation", "addTags", "tags", List.of("t" + job));
        BulkTest.bulkJob(world).run(new TestJob(job, World.caller(user, "*:*"), parameters));
    }
}
