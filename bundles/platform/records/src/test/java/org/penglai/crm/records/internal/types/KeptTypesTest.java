package org.penglai.crm.records.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Types can be used before they are kept, and are kept all the same. */
class KeptTypesTest {
    private final Queue<Runnable> later = new ArrayDeque<>();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nobodyWaitsForTheDiskBeforeATypeCanBeUsed(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.add("service", Shelf.named("test-shelf", "shelves").build(), 7, "1.2.0");
            assertThat(types.isWritable("shelves")).isTrue();
            assertThat(registry(database).find("shelves")).as("not kept yet").isEmpty();
            types.add("service", Shelf.named("test-shelf", "shelves").build(), 8, "1.3.0");
            assertThat(later).as("both are written at once").hasSize(1);
            later.remove().run();
            assertThat(registry(database).get("shelves").moduleVersion()).isEqualTo("1.3.0");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsKeptLateDoesNotBringARemovedTypeBack(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.add("service", Shelf.named("test-shelf", "shelves").build(), 7, "1.2.0");
            types.remove("service");
            types.forget("test-shelf");
            later.remove().run();
            assertThat(registry(database).list()).isEmpty();
            assertThat(registry(database).of("test-shelf"))
                    .as("known as removed")
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theEndOfTheServerKeepsWhatIsWaiting(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("records", "shelf")) {
            TypeRegistry types = registry(database);
            types.add("service", Shelf.named("test-shelf", "shelves").build(), 7, "1.2.0");
            types.stop();
            assertThat(registry(database).find("shelves")).isPresent();
        }
    }

    private TypeRegistry registry(TestDatabase database) {
        TypeRegistry types = new TypeRegistry(
                database.database(),
                database.transactions(),
                database.gates(),
                null,
                Duration.ofSeconds(2),
                later::add);
        types.start();
        types.unitCame("shelf", "factory");
        return types;
    }
}
