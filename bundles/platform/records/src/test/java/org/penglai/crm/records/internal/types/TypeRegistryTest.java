package org.penglai.crm.records.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** How types come, go and are remembered. */
class TypeRegistryTest {
    private static final RecordDefinition SHELVES =
            Shelf.named("test-shelf", "shelves").build();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void isWritableOnlyWhileServiceAndUnitAreThere(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.add("service", SHELVES, 7, "1.2.0");
            assertThat(types.find("shelves")).as("unit is missing").isEmpty();
            types.unitCame("shelf", "factory");
            assertThat(types.registered("shelves")).hasValueSatisfying(registered -> {
                assertThat(registered.bundleId()).isEqualTo(7);
                assertThat(registered.module()).isEqualTo("test-shelf");
                assertThat(registered.definition()).isSameAs(SHELVES);
            });
            types.unitGone("shelf", "factory");
            assertThat(types.isWritable("shelves")).isFalse();
            types.unitCame("shelf", "factory 2");
            assertThat(types.isWritable("shelves")).isTrue();
            types.remove("service");
            assertThat(types.isWritable("shelves")).isFalse();
            assertThat(types.get("shelves").moduleVersion())
                    .as("still readable")
                    .isEqualTo("1.2.0");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void knowsTypesOfEarlierRunsAndForgetsThoseOfRemovedModules(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry before = registry(database);
            before.unitCame("shelf", "factory");
            before.add("service", SHELVES, 7, "1.2.0");
            StoredType written = before.get("shelves");

            TypeRegistry after = registry(database);
            assertThat(after.get("shelves")).isEqualTo(written);
            assertThat(after.isWritable("shelves")).isFalse();
            assertThat(after.units("shelves")).containsExactly("shelf");

            after.forget("test-shelf");
            assertThat(after.list()).isEmpty();
            assertThatThrownBy(() -> after.get("shelves"))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining("typeNotInstalled");
            TypeRegistry later = registry(database);
            assertThatThrownBy(() -> later.get("shelves")).hasMessageContaining("typeNotInstalled");
            assertThatThrownBy(() -> later.get("ghosts")).hasMessageContaining("unknownType");

            later.unitCame("shelf", "factory");
            later.add("service", SHELVES, 7, "1.3.0");
            assertThat(later.get("shelves").moduleVersion())
                    .as("installed again")
                    .isEqualTo("1.3.0");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysWhatDoesNotFitTheSchema(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.unitCame("shelf", "factory");
            types.add(
                    "service",
                    Shelf.named("test-shelf", "shelves")
                            .field("longName", FieldKind.TEXT, f -> f.label("长", "Long"))
                            .field("height", FieldKind.INTEGER, f -> f.label("高", "Height"))
                            .field("weight", FieldKind.DECIMAL, f -> f.label("重", "Weight"))
                            .field("colour", FieldKind.TEXT, f -> f.label("色", "Colour"))
                            .build(),
                    7,
                    "1.0.0");
            assertThat(types.isWritable("shelves")).isFalse();
            assertThat(types.problems("test-shelf"))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("longName", "50", "80"),
                            line -> assertThat(line).contains("height", "integer"),
                            line -> assertThat(line).contains("weight", "decimal(5,1)", "decimal(9,3)"),
                            line -> assertThat(line).contains("no column colour"));
            types.remove("service");
            assertThat(types.problems("test-shelf")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesNameAndTableToTheFirstModule(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.unitCame("shelf", "factory");
            types.add("first", SHELVES, 7, "1.0.0");
            types.add("same name", Shelf.named("acme-shelf", "shelves").build(), 8, "1.0.0");
            types.add("same table", Shelf.named("other-shelf", "racks").build(), 9, "1.0.0");
            assertThat(types.get("shelves").module()).isEqualTo("test-shelf");
            assertThat(types.find("racks")).isEmpty();
            assertThat(types.problems("acme-shelf")).singleElement().asString().contains("test-shelf");
            assertThat(types.problems("other-shelf")).singleElement().asString().contains("rt_shelf");
            assertThat(types.problems("test-shelf")).isEmpty();

            types.remove("first");
            types.forget("test-shelf");
            assertThat(types.get("shelves").module()).as("free again").isEqualTo("acme-shelf");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void reportsWhatDefinitionAndEntityDisagreeOn(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.unitCame("shelf", "factory");
            types.add(
                    "service",
                    Shelf.named("test-shelf", "shelves")
                            .field("depth", FieldKind.INTEGER, f -> f.label("深", "Depth"))
                            .field("colour", FieldKind.DATE, f -> f.label("色", "Colour"))
                            .build(),
                    7,
                    "1.0.0");
            assertThat(types.problems("test-shelf"))
                    .anySatisfy(line -> assertThat(line).contains("no attribute depth"))
                    .anySatisfy(line -> assertThat(line).contains("colour", "java.lang.String", "date"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void newVersionTakesOverAndOldOneReturnsWithTheRollback(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.unitCame("shelf", "factory");
            types.add("old", SHELVES, 7, "1.0.0");
            types.add("new", SHELVES, 8, "2.0.0");
            assertThat(types.registered("shelves").orElseThrow().bundleId()).isEqualTo(8);
            types.remove("new");
            assertThat(types.registered("shelves").orElseThrow().bundleId()).isEqualTo(7);
            assertThat(types.get("shelves").moduleVersion()).isEqualTo("1.0.0");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void storesWhatReadingNeeds(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.unitCame("shelf", "factory");
            types.add("service", SHELVES, 7, "1.0.0");
            Map<String, StoredField> fields = types.get("shelves").fields();
            assertThat(fields.keySet())
                    .containsExactly(
                            "name",
                            "id",
                            "version",
                            "createdAt",
                            "createdBy",
                            "updatedAt",
                            "updatedBy",
                            "owner",
                            "ownerDepartment",
                            "tags",
                            "externalIds");
            assertThat(fields.get("name").maxLength()).isEqualTo(50);
            assertThat(fields.get("owner").target()).isEqualTo("users");
            assertThat(fields.get("ownerDepartment").column()).isEqualTo("owner_department_id");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void needsEveryColumnThatTheKernelWrites(TestDatabase.Kind kind) throws SQLException {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            try (Connection connection = database.raw().getConnection()) {
                connection.createStatement().execute("alter table rt_shelf drop column deleted_marker");
            }
            types.unitCame("shelf", "factory");
            types.add("service", SHELVES, 7, "1.0.0");
            assertThat(types.isWritable("shelves")).isFalse();
            assertThat(types.problems("test-shelf")).singleElement().asString().contains("no column deleted_marker");
        }
    }

    /** Stopping a bundle takes its services away in any order. */
    @Test
    @Timeout(30)
    void aTypeDoesNotGoFromUnderAWriteThatIsInside() throws Exception {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("records", "shelf")) {
            database.unit("shelf", Shelf.class);
            TypeRegistry types = registry(database);
            types.unitCame("shelf", "factory");
            types.add("service", SHELVES, 7, "1.0.0");
            Gates.Permit write = database.gates().tryEnter(Set.of("shelf"));
            ExecutorService threads = Executors.newSingleThreadExecutor();
            try {
                Future<?> going = threads.submit(() -> types.remove("service"));
                while (database.gates().open().contains("shelf") && !going.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(types.isWritable("shelves")).isTrue();
                write.close();
                assertThat(going).succeedsWithin(Duration.ofSeconds(20));
                assertThat(types.isWritable("shelves")).isFalse();
                assertThat(database.gates().open())
                        .as("the unit is still there")
                        .contains("shelf");
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Or every request would wait for the pool's time limit, one behind the other. */
    @Test
    @Timeout(30)
    void onlyOneRequestAtATimeAsksADatabaseThatDoesNotAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        TypeRegistry types =
                new TypeRegistry(new SilentDatabase(asked, answered), null, null, null, Duration.ZERO, Runnable::run);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = threads.submit(() -> types.find("shelves"));
            asked.await();
            assertThat(threads.submit(() -> types.find("shelves")))
                    .succeedsWithin(Duration.ofSeconds(5))
                    .isEqualTo(Optional.empty());
            answered.countDown();
            assertThat(first).failsWithin(Duration.ofSeconds(20));
        } finally {
            answered.countDown();
            threads.shutdownNow();
        }
    }

    /** Says that it is away, but only when it is told to. */
    private record SilentDatabase(CountDownLatch asked, CountDownLatch answered) implements Database {
        @Override
        public <T> T read(Function<DSLContext, T> work) {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Unavailable("databaseAway", Localized.of("x", "x"), Duration.ofSeconds(1));
        }

        @Override
        public List<Object[]> fetch(CompiledSelect select, long slot) {
            return read(sql -> List.of());
        }

        @Override
        public SQLDialect dialect() {
            return SQLDialect.DERBY;
        }

        @Override
        public boolean isAlive() {
            return false;
        }
    }

    private static TypeRegistry registry(TestDatabase database) {
        TypeRegistry types =
                new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        return types;
    }
}
