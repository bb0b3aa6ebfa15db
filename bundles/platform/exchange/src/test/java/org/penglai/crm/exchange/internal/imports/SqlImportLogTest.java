package org.penglai.crm.exchange.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.persistence.testing.TestDatabase;

class SqlImportLogTest {

    private static final long JOB = 42;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void progressTallyAndRejectionsAreRemembered(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("exchange")) {
            ImportLog log = new SqlImportLog(database.transactions(), database.database());
            Tally tally = new Tally();
            tally.count(Tally.Fate.CREATED);
            tally.reject(List.of(Violation.of("name", "required", "必填", "required")));
            assertThat(log.load(JOB)).isEmpty();

            log.save(
                    JOB,
                    new ImportLog.Progress(500, new Tally()),
                    List.of(new Rejection(3, "三"), new Rejection(400, "四百")));
            log.save(JOB, new ImportLog.Progress(1_000, tally), List.of(new Rejection(501, "=五")));

            ImportLog.Progress progress = log.load(JOB).orElseThrow();
            assertThat(progress.rowsDone()).isEqualTo(1_000);
            assertThat(progress.tally().toMap()).isEqualTo(tally.toMap());
            assertThat(log.rejections(JOB, 3, 1)).containsExactly(new Rejection(400, "四百"));
            assertThat(log.rejections(JOB, 400, 10)).containsExactly(new Rejection(501, "=五"));

            log.clear(JOB);
            assertThat(log.load(JOB)).isEmpty();
            assertThat(log.rejections(JOB, 0, 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsSavedInsideATransactionIsLostWithIt(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("exchange")) {
            ImportLog log = new SqlImportLog(database.transactions(), database.database());
            assertThatThrownBy(() -> database.transactions().run(transaction -> {
                        log.save(JOB, new ImportLog.Progress(500, new Tally()), List.of(new Rejection(3, "三")));
                        throw new IllegalStateException("crash");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(log.load(JOB)).isEmpty();
            assertThat(log.rejections(JOB, 0, 10)).isEmpty();
        }
    }
}
