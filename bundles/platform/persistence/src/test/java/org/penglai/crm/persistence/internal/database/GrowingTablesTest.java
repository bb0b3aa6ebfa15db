package org.penglai.crm.persistence.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What was planned for an empty table is planned anew when it has become a large one, without anybody waiting for it. */
class GrowingTablesTest {
    @Test
    void aTableThatHasGrownIsNoLongerReadAsAWhole() {
        try (TestDatabase database = TestDatabase.postgres()) {
            GrowingTables tables = new GrowingTables(database.database(), database.transactions());
            run(database, "create table thing (id bigint primary key, name varchar(200))");
            database.database().read(sql -> {
                sql.execute("prepare wanted(bigint[]) as select name from thing where id = any($1)");
                for (int i = 0; i < 10; i++) {
                    sql.execute("execute wanted('{1,2,3}')");
                }
                fill(database, 1, 20_000);
                assertThat(plan(sql)).contains("Seq Scan");
                // On another connection, as always.
                assertThat(elsewhere(tables)).containsExactly("thing");
                assertThat(plan(sql)).contains("Index").doesNotContain("Seq Scan");
                return null;
            });
            tables.stop();
        }
    }

    @Test
    void isLookedAtAgainOnlyWhenItHasGrownSeveralTimes() {
        try (TestDatabase database = TestDatabase.postgres()) {
            GrowingTables tables = new GrowingTables(database.database(), database.transactions());
            run(database, "create table thing (id bigint primary key, name varchar(200))");
            fill(database, 1, 900);
            assertThat(tables.look()).as("a small one").isEmpty();
            fill(database, 901, 1_500);
            assertThat(tables.look()).containsExactly("thing");
            fill(database, 1_501, 5_000);
            assertThat(tables.look()).as("not four times as large").isEmpty();
            fill(database, 5_001, 7_000);
            assertThat(tables.look()).containsExactly("thing");
            assertThat(tables.look()).isEmpty();
            tables.stop();
        }
    }

    @Test
    void derbyLooksByItself() {
        try (TestDatabase database = TestDatabase.derby()) {
            GrowingTables tables = new GrowingTables(database.database(), database.transactions());
            assertThat(tables.look()).isEmpty();
            tables.stop();
        }
    }

    /** The calling thread has a connection. */
    private static List<String> elsewhere(GrowingTables tables) {
        return CompletableFuture.supplyAsync(tables::look).join();
    }

    private static String plan(DSLContext sql) {
        return sql.fetch("explain execute wanted('{1,2,3}')").format();
    }

    private static void fill(TestDatabase database, int from, int to) {
        CompletableFuture.runAsync(() -> database.transactions().run(transaction -> {
                    transaction
                            .sql()
                            .execute("insert into thing select n, 'name ' || n from generate_series(" + from + ", " + to
                                    + ") n");
                    return transaction.sql().execute("select pg_stat_force_next_flush()");
                }))
                .join();
    }

    private static void run(TestDatabase database, String statement) {
        database.transactions().run(transaction -> transaction.sql().execute(statement));
    }
}
