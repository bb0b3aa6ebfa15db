package org.penglai.crm.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.Column;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.id.LeasedIds;
import org.penglai.crm.persistence.internal.schema.Schema;
import org.penglai.crm.persistence.internal.schema.Schemas;
import org.penglai.crm.persistence.internal.schema.Script;
import org.penglai.crm.persistence.internal.unit.UnitFactories;
import org.penglai.crm.persistence.internal.unit.UnitGates;
import org.penglai.crm.persistence.internal.unit.UnitStates;
import org.penglai.crm.persistence.spi.Units.UnitStatus;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** Bundles bring their tables; a DataSource is published for those whose tables are right. */
@Timeout(60)
class SchemasTest {
    private static final Script TABLE =
            new Script("V1__t.sql", "create table t (id int primary key, code varchar(9) ${binary})");
    private static final Script ROWS = new Script("V2__rows.sql", "insert into t (id, code) values (1, 'a')");
    private static final Script BROKEN =
            new Script("V3__broken.sql", "insert into t (id, code) values (2, 'b'); insert into nowhere values (1)");
    private static final Script REPAIRED = new Script("V3__broken.sql", "insert into t (id, code) values (3, 'c')");

    private final RawDatabase raw = new RawDatabase();
    private final LeasedIds ids = new LeasedIds(raw);
    private final UnitStates states = new UnitStates(new UnitFactories());
    private final List<String> published = new ArrayList<>();
    private final Schemas schemas = new Schemas(
            raw,
            ids,
            new UnitGates(),
            states,
            name -> {
                published.add(name);
                return () -> published.remove(name);
            },
            new Schema("own", "persistence", own()));

    @AfterEach
    void stop() {
        ids.stop();
    }

    /** The marker table stands in the database already: TestDatabase made it. */
    private static Map<String, String> texts(Script... scripts) {
        return Arrays.stream(scripts).collect(Collectors.toMap(Script::name, Script::text));
    }

    private static List<Script> own() {
        return List.of(new Script("V1__own.sql", "create table own_thing (id int)"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void publishesASchemaWhoseScriptsRan(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(ROWS, TABLE)));
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").schemaVersion()).isEqualTo("2");
            assertThat(status("shop").problem()).isNull();
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatASchemaMadeIsDroppedWhenItsBundleHasGone(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            Script more = new Script(
                    "V2__more.sql",
                    "create table part (id int primary key, t_id int references t (id));"
                            + " create table t_x (id int primary key); create view seen as select id from t");
            Script greedy = new Script("V3__greedy.sql", "-- create table own_thing is not ours");
            Schema shop = new Schema("shop", "shop 1.0.0", List.of(TABLE, more));
            schemas.add(shop);
            List<String> scripts = List.of(TABLE.text(), more.text(), greedy.text());
            assertThatThrownBy(() -> schemas.drop("shop", scripts)).isInstanceOf(Conflict.class);
            schemas.remove(shop);
            schemas.drop("shop", scripts);
            assertThat(tables(database)).contains("own_thing").doesNotContain("t", "t_x", "part", "seen", "mig_shop");
            schemas.drop("shop", scripts);
            schemas.add(shop);
            assertThat(status("shop").problem()).isNull();
            assertThat(tables(database)).contains("t", "part", "mig_shop");
        }
    }

    private static List<String> tables(TestDatabase database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = database.raw().getConnection();
                ResultSet found = connection.getMetaData().getTables(null, connection.getSchema(), null, null)) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theNextVersionsScriptsRunWhileThePresentOneGoesOn(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(TABLE)));
            assertThatThrownBy(() -> schemas.advance("shop", "shop 1.0.1", texts(TABLE, ROWS, BROKEN)))
                    .isInstanceOfSatisfying(Invalid.class, e -> assertThat(
                                    e.violations().get(0).message().en())
                            .contains("shop 1.0.1", "V3__broken.sql"));
            assertThat(count(database)).as("what came before the failure").isEqualTo(1);
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").problem()).isNull();
            assertThat(status("shop").bundle()).isEqualTo("shop 1.0.0");

            schemas.advance("shop", "shop 1.0.2", texts(TABLE, ROWS, REPAIRED));
            assertThat(count(database)).isEqualTo(2);
            schemas.detach();
            assertThatThrownBy(() -> schemas.advance("shop", "shop 1.0.2", texts(TABLE)))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRecordTableHasTheColumnsOfEveryRecord(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            schemas.add(new Schema(
                    "shop",
                    "shop 1.0.0",
                    List.of(new Script("V1__t.sql", "create table t (\n  ${record},\n  code int\n)"))));
            List<String> mapped = Arrays.stream(RecordEntity.class.getDeclaredFields())
                    .map(field -> field.getAnnotation(Column.class).name())
                    .toList();
            assertThat(columns(database)).contains("code").containsAll(mapped).hasSize(mapped.size() + 1);
        }
    }

    private static List<String> columns(TestDatabase database) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (var connection = database.raw().getConnection();
                var rows = connection.createStatement().executeQuery("select * from t")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBundleThatComesBeforeTheDatabaseWaits(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(TABLE)));
            assertThat(published).isEmpty();
            schemas.attach(database.raw());
            assertThat(published).containsExactly("crm", "crm-shop");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFailedScriptLeavesTheDataAloneAndSaysWhy(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            Schema first = new Schema("shop", "shop 1.0.0", List.of(TABLE, ROWS));
            schemas.add(first);
            schemas.remove(first);
            Schema broken = new Schema("shop", "shop 1.1.0", List.of(TABLE, ROWS, BROKEN));
            schemas.add(broken);
            assertThat(published).containsExactly("crm");
            assertThat(status("shop").problem()).containsIgnoringCase("nowhere");
            assertThat(status("shop").schemaVersion()).isEqualTo("2");
            assertThat(count(database)).isEqualTo(1);

            schemas.remove(broken);
            schemas.add(new Schema("shop", "shop 1.1.1", List.of(TABLE, ROWS, REPAIRED)));
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").problem()).isNull();
            assertThat(status("shop").schemaVersion()).isEqualTo("3");
            assertThat(count(database)).isEqualTo(2);
        }
    }

    /** Flyway would find every few seconds what it found before, and say so in the log. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFailedScriptIsTriedAgainOnlyWhenBundleOrDatabaseComesAnew(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            schemas.add(new Schema("shop", "shop 1.1.0", List.of(TABLE, ROWS, BROKEN)));
            execute(database, "create table nowhere (id int)");
            schemas.retry();
            assertThat(published).containsExactly("crm");
            schemas.detach();
            schemas.attach(database.raw());
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").problem()).isNull();
        }
    }

    /** Only Derby needs an index for each direction. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLineMarkedForDerbyIsACommentElsewhere(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            String script =
                    "create table t (id int);\n${derby}insert into t (id) values (1);\ninsert into t (id) values (2);";
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(new Script("V1__t.sql", script))));
            assertThat(count(database)).isEqualTo(kind == Kind.DERBY ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thePreviousVersionMayComeBack(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            Schema later = new Schema("shop", "shop 1.1.0", List.of(TABLE, ROWS));
            schemas.add(later);
            schemas.remove(later);
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(TABLE)));
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").problem()).isNull();
        }
    }

    /** Flyway would find its own table missing, and make it anew. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void flywayIsNotAskedAgainForTheSameScripts(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            Schema shop = new Schema("shop", "shop 1.0.0", List.of(TABLE));
            schemas.add(shop);
            schemas.remove(shop);
            execute(database, "drop table \"mig_shop\"");
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(TABLE)));
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(tables(database, "mig_shop")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSecondBundleWithTheSameSchemaWaitsForTheFirstToGo(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            schemas.attach(database.raw());
            Schema first = new Schema("shop", "shop 1.0.0", List.of(TABLE));
            schemas.add(first);
            schemas.add(new Schema("shop", "intruder 1.0.0", List.of(TABLE)));
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").bundle()).isEqualTo("shop 1.0.0");
            schemas.remove(first);
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(status("shop").bundle()).isEqualTo("intruder 1.0.0");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anotherDatabaseIsMigratedAndPublishedAnew(Kind kind) throws SQLException {
        try (TestDatabase before = TestDatabase.derby();
                TestDatabase after = kind.open()) {
            schemas.attach(before.raw());
            schemas.add(new Schema("shop", "shop 1.0.0", List.of(TABLE, ROWS)));
            schemas.detach();
            assertThat(published).isEmpty();
            schemas.attach(after.raw());
            assertThat(published).containsExactly("crm", "crm-shop");
            assertThat(count(after)).isEqualTo(1);
        }
    }

    private UnitStatus status(String schema) {
        return states.find(schema).orElseThrow();
    }

    private static int count(TestDatabase database) throws SQLException {
        try (Connection connection = database.raw().getConnection();
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from t")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.raw().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    private static int tables(TestDatabase database, String name) throws SQLException {
        try (Connection connection = database.raw().getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, name, null)) {
            return tables.next() ? 1 : 0;
        }
    }
}
