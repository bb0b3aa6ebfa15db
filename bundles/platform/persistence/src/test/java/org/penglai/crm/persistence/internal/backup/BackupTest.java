package org.penglai.crm.persistence.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.spi.Backups.Manifest;
import org.penglai.crm.persistence.spi.Backups.TableContent;
import org.penglai.crm.persistence.testing.TestDatabase;

/** A backup is of one moment while others write, and comes back as it was, to the row. */
class BackupTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsWrittenMeanwhileIsThereInWholeTransactionsOrNotAtAll(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase source = kind.open();
                TestDatabase target = kind.open()) {
            make(source);
            Manifest manifest;
            ExecutorService writer = Executors.newSingleThreadExecutor();
            AtomicBoolean enough = new AtomicBoolean();
            try {
                Future<Integer> pairs = writer.submit(() -> writePairs(source, enough));
                manifest = backups(source).write(folder.resolve("b"), Map.of(), Set.of(), (done, total) -> {});
                enough.set(true);
                assertThat(pairs.get()).isPositive();
            } finally {
                enough.set(true);
                writer.shutdown();
            }
            assertThat(rows(manifest, "first_half")).isEqualTo(rows(manifest, "second_half"));

            putBack(target, Map.of());

            assertThat(contents(target, kind)).isEqualTo(manifest.tables());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRestoredDatabaseHasTheSameRowsKeysIndexesAndDefaults(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase source = kind.open();
                TestDatabase target = kind.open()) {
            make(source);
            odd(source, kind);
            Manifest manifest = backups(source).write(folder.resolve("b"), Map.of(), Set.of(), (done, total) -> {});
            List<TableShape> shapes = shapes(source, kind);
            make(target);
            execute(target, "create table left_over (id int)");

            putBack(target, Map.of());

            assertThat(shapes(target, kind)).isEqualTo(shapes);
            assertThat(contents(target, kind)).isEqualTo(manifest.tables());
            assertThatThrownBy(() -> execute(target, "insert into odd (id, code) values (1, 'x')"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(target, "insert into odd (id, code) values (7, 'a')"))
                    .isInstanceOf(SQLException.class);
            execute(target, "insert into odd (id, code) values (7, 'b')");
            assertThat(text(target, "select amount from odd where id = 7")).isEqualTo("0.50");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aBackupThatWasChangedIsNotPutBackAndTheDatabaseStays(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase source = kind.open();
                TestDatabase target = kind.open()) {
            make(source);
            Path data = Files.createDirectories(folder.resolve("data"));
            Files.writeString(data.resolve("letter.txt"), "Dear Ms Li");
            Path backup = folder.resolve("b");
            Backups backups = backups(source);
            backups.write(backup, Map.of("letters", data), Set.of("first_half"), (done, total) -> {});
            assertThat(rows(backups.verify(backup), "first_half")).isZero();
            make(target);
            execute(target, "create table own (id int)");
            backups(target).stage(backup, Map.of(), Set.of(), null);
            Path copied = backup.resolve("files/letters/letter.txt");
            Files.writeString(copied, "Dear Mr Wu");

            new StagedRestore(orders()).apply(target.raw());

            assertThat(backups(target).lastRestored().problem()).contains("letter.txt");
            assertThat(text(target, "select count(*) from own")).isEqualTo("0");
            assertThatThrownBy(() -> backups.verify(backup))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("letter.txt");

            Files.writeString(copied, "Dear Ms Li");
            putBack(target, Map.of("letters", folder.resolve("restored")));
            assertThat(folder.resolve("restored/letter.txt")).hasContent("Dear Ms Li");
            assertThat(backups(target).lastRestored().problem()).isNull();
        }
    }

    private Path orders() {
        return folder.resolve("orders");
    }

    private Backups backups(TestDatabase database) {
        return database.backups(orders());
    }

    private void putBack(TestDatabase target, Map<String, Path> folders) throws Exception {
        backups(target).stage(folder.resolve("b"), folders, Set.of(), null);
        new StagedRestore(orders()).apply(target.raw());
        assertThat(backups(target).lastRestored().problem()).isNull();
    }

    private static void make(TestDatabase database) throws SQLException {
        execute(database, "create table first_half (id int not null primary key)");
        execute(database, "create table second_half (id int not null primary key)");
        execute(database, "insert into first_half values (0)");
        execute(database, "insert into second_half values (0)");
    }

    /** One row in each table by transaction. */
    private static int writePairs(TestDatabase database, AtomicBoolean enough) throws SQLException {
        int id = 0;
        try (Connection connection = database.raw().getConnection();
                PreparedStatement first = connection.prepareStatement("insert into first_half values (?)");
                PreparedStatement second = connection.prepareStatement("insert into second_half values (?)")) {
            connection.setAutoCommit(false);
            while (!enough.get()) {
                id++;
                first.setInt(1, id);
                first.executeUpdate();
                second.setInt(1, id);
                second.executeUpdate();
                connection.commit();
            }
        }
        return id;
    }

    private static void odd(TestDatabase database, TestDatabase.Kind kind) throws SQLException {
        boolean postgres = kind == TestDatabase.Kind.POSTGRES;
        execute(
                database,
                "create table odd (id bigint not null primary key, code varchar(10)"
                        + (postgres ? " collate \"C\"" : "")
                        + " not null, amount numeric(10,2) default 0.50 not null, note " + (postgres ? "text" : "clob")
                        + ", picture " + (postgres ? "bytea" : "blob")
                        + ", seen timestamp, born date, ok boolean default"
                        + " false not null, ratio double precision, constraint odd_code unique (code))");
        execute(database, "create index odd_seen on odd (seen desc, id)");
        execute(database, "create unique index odd_born on odd (born, id)");
        execute(database, "create table \"Odd_child\" (\"Id\" int not null, odd_id bigint references odd (id))");
        try (Connection connection = database.raw().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into odd (id, code, note, picture, seen, born, ok, ratio) values (?,?,?,?,?,?,?,?)")) {
            insert.setLong(1, 1);
            insert.setString(2, "a");
            insert.setString(3, "tab\t line\nreturn\r back\\slash \\N 蓬莱 𠮷");
            insert.setBytes(4, new byte[] {0, 10, -1, 92});
            insert.setTimestamp(5, java.sql.Timestamp.valueOf("2026-11-22 09:30:01.123456"));
            insert.setDate(6, java.sql.Date.valueOf("1988-02-29"));
            insert.setBoolean(7, true);
            insert.setDouble(8, 1.0 / 3);
            insert.executeUpdate();
        }
        execute(database, "insert into odd (id, code, note) values (2, '', '')");
        execute(database, "insert into \"Odd_child\" values (1, 2)");
    }

    private static long rows(Manifest manifest, String table) {
        return manifest.tables().stream()
                .filter(content -> content.name().equalsIgnoreCase(table))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private List<TableContent> contents(TestDatabase database, TestDatabase.Kind kind) throws Exception {
        TableFiles files = new TableFiles(folder, Catalog.of(dialect(kind)).textType());
        List<TableContent> contents = new java.util.ArrayList<>();
        try (Connection connection = database.raw().getConnection()) {
            for (TableShape shape : Catalog.of(dialect(kind)).tables(connection)) {
                contents.add(files.content(connection, shape));
            }
        }
        return contents;
    }

    private static List<TableShape> shapes(TestDatabase database, TestDatabase.Kind kind) throws SQLException {
        try (Connection connection = database.raw().getConnection()) {
            return Catalog.of(dialect(kind)).tables(connection);
        }
    }

    private static SQLDialect dialect(TestDatabase.Kind kind) {
        return kind == TestDatabase.Kind.POSTGRES ? SQLDialect.POSTGRES : SQLDialect.DERBY;
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.raw().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.raw().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
