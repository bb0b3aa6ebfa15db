package org.penglai.crm.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.testing.TestDatabase;

class TableJournalTest {
    private static final List<Field<?>> COLUMNS = List.of(
            JournalTable.HAPPENED_AT,
            JournalTable.USER_ID,
            JournalTable.TYPE,
            JournalTable.RECORD_ID,
            JournalTable.RECORD_VERSION,
            JournalTable.OPERATION,
            JournalTable.CHANGES);
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void entriesStandInAuditAndOutboxAfterTheCommit(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            TableJournal journal = journal(database);
            String changes = "{\"name\":[null,\"蓬莱机械\"],\"remark\":[null,\"" + "长".repeat(40_000) + "\"]}";
            List<Entry> entries = List.of(
                    new Entry("customers", 11, 1, "created", 7, changes),
                    new Entry("contacts", 12, 3, "deleted", 7, null));
            database.transactions().run(transaction -> {
                journal.append(transaction, entries);
                return null;
            });

            for (Table<Record> table : List.of(JournalTable.AUDIT, JournalTable.OUTBOX)) {
                Result<Record> rows = rows(database, table);
                assertThat(rows).hasSize(2);
                Record created = rows.get(0);
                assertThat(created.get(JournalTable.HAPPENED_AT))
                        .isEqualTo(LocalDateTime.ofInstant(NOW, ZoneOffset.UTC));
                assertThat(created.get(JournalTable.TYPE)).isEqualTo("customers");
                assertThat(created.get(JournalTable.RECORD_ID)).isEqualTo(11);
                assertThat(created.get(JournalTable.RECORD_VERSION)).isEqualTo(1);
                assertThat(created.get(JournalTable.OPERATION)).isEqualTo("created");
                assertThat(created.get(JournalTable.USER_ID)).isEqualTo(7);
                assertThat(created.get(JournalTable.CHANGES)).isEqualTo(changes);
                assertThat(rows.get(1).get(JournalTable.CHANGES)).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void entriesFallWithTheTransaction(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            TableJournal journal = journal(database);
            assertThatThrownBy(() -> database.transactions().run(transaction -> {
                        journal.append(transaction, List.of(new Entry("customers", 1, 1, "created", 7, "{}")));
                        throw new IllegalStateException("the change is refused");
                    }))
                    .hasMessage("the change is refused");
            assertThat(rows(database, JournalTable.AUDIT)).isEmpty();
            assertThat(rows(database, JournalTable.OUTBOX)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listenersLearnOfEntriesInsideTheTransactionAndCanStopIt(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            TableJournal journal = journal(database);
            List<Entry> heard = new ArrayList<>();
            journal.listeners = List.of((transaction, entries) -> {
                heard.addAll(entries);
                if (entries.get(0).recordId() == 2) {
                    throw new IllegalStateException("no room");
                }
            });
            Entry first = new Entry("customers", 1, 1, "created", 7, "{}");
            Entry second = new Entry("customers", 2, 1, "created", 7, "{}");
            database.transactions().run(transaction -> {
                journal.append(transaction, List.of(first));
                journal.append(transaction, List.of());
                return null;
            });
            assertThatThrownBy(() -> database.transactions().run(transaction -> {
                        journal.append(transaction, List.of(second));
                        return null;
                    }))
                    .hasMessage("no room");
            assertThat(heard).containsExactly(first, second);
            assertThat(rows(database, JournalTable.AUDIT)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNoteStandsInTheAuditOnly(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            journal(database).note(new Entry("session", 7, 0, "signedIn", 7, null));
            assertThat(rows(database, JournalTable.AUDIT)).hasSize(1);
            assertThat(rows(database, JournalTable.OUTBOX)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void thousandsOfEntriesKeepTheirOrder(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            TableJournal journal = journal(database);
            List<Entry> entries = LongStream.rangeClosed(1, 5_000)
                    .mapToObj(id -> new Entry("customers", id, 1, "created", 7, "{\"n\":" + id + "}"))
                    .toList();
            database.transactions().run(transaction -> {
                journal.append(transaction, entries);
                journal.append(transaction, List.of());
                return null;
            });
            assertThat(rows(database, JournalTable.OUTBOX).getValues(JournalTable.RECORD_ID))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 5_000).boxed().toList());
        }
    }

    private static TableJournal journal(TestDatabase database) {
        database.migrate("events");
        return new TableJournal(database.transactions(), database.ids(), null, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Result<Record> rows(TestDatabase database, Table<Record> table) {
        return database.database()
                .read(sql ->
                        sql.select(COLUMNS).from(table).orderBy(JournalTable.ID).fetch());
    }
}
