package org.penglai.crm.exchange.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;

class SqlRecordIndexTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void recordsAreFoundByNumberAndTitleUnlessDeleted(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("sample")) {
            firm(database, 1, "F1", "海源", false);
            firm(database, 2, "F2", "海源", false);
            firm(database, 3, "F3", "云科", true);
            RecordIndex index = new SqlRecordIndex(database.database());

            assertThat(index.byNumber(SampleTypes.FIRMS, List.of("F1", "F3", "F9")))
                    .containsOnlyKeys("F1")
                    .containsEntry("F1", List.of(1L));
            assertThat(index.byTitle(SampleTypes.FIRMS, List.of("海源", "云科")).get("海源"))
                    .containsExactlyInAnyOrder(1L, 2L);
            assertThat(index.byNumber(SampleTypes.PERSONS, List.of("F1"))).isEmpty();
            assertThat(index.byTitle(SampleTypes.FIRMS, List.of())).isEmpty();
            assertThat(index.byTitle(SampleTypes.FIRMS, List.of("长".repeat(101))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aKeyOfSeveralFieldsMatchesOnlyAsAWhole(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("sample")) {
            person(database, 11, 1, "王伟", "w@x.cn");
            person(database, 12, 2, "李娜", "l@x.cn");
            person(database, 13, 1, "张敏", null);
            RecordIndex index = new SqlRecordIndex(database.database());

            assertThat(index.byKey(
                            SampleTypes.PERSONS, List.of(email(1, "w@x.cn"), email(2, "w@x.cn"), email(1, "l@x.cn"))))
                    .containsOnlyKeys(email(1, "w@x.cn"))
                    .containsEntry(email(1, "w@x.cn"), List.of(11L));
            assertThat(index.byKey(SampleTypes.PERSONS, List.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void allKeysOfAChunkAreFound(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("sample")) {
            LongStream.range(0, 500).forEach(i -> person(database, i, i % 7, "n" + i, "p" + i + "@x.cn"));
            List<RecordKey> keys = LongStream.range(0, 500)
                    .mapToObj(i -> email(i % 7, "p" + i + "@x.cn"))
                    .toList();
            assertThat(new SqlRecordIndex(database.database()).byKey(SampleTypes.PERSONS, keys))
                    .hasSize(500);
        }
    }

    private static RecordKey email(long firm, String email) {
        return new RecordKey(List.of("firm", "email"), List.of(firm, email));
    }

    private static void firm(TestDatabase database, long id, String number, String name, boolean deleted) {
        insert(database, "firm", List.of("id", "firm_no", "name"), id, number, name);
        if (deleted) {
            database.transactions().run(transaction -> transaction
                    .sql()
                    .update(DSL.table(DSL.unquotedName("firm")))
                    .set(DSL.field(DSL.unquotedName("deleted_at")), DSL.currentTimestamp())
                    .set(DSL.field(DSL.unquotedName("deleted_marker"), Long.class), id)
                    .where(DSL.field(DSL.unquotedName("id"), Long.class).eq(id))
                    .execute());
        }
    }

    private static void person(TestDatabase database, long id, long firm, String name, String email) {
        insert(database, "person", List.of("id", "firm_id", "name", "email"), id, firm, name, email);
    }

    private static void insert(TestDatabase database, String table, List<String> columns, Object... values) {
        database.transactions().run(transaction -> transaction
                .sql()
                .insertInto(DSL.table(DSL.unquotedName(table)))
                .columns(columns.stream()
                        .map(column -> DSL.field(DSL.unquotedName(column)))
                        .toList())
                .values(values)
                .execute());
    }
}
