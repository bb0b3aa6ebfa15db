package org.penglai.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.testing.TestDatabase;

/**
 * Definition, entity and migration of record types say the same. Extend it in a test of your own: what is wrong is found
 * by your build then and not at the start of a server.
 *
 * <pre>
 * class DefinitionTest extends DefinitionContract {
 *     DefinitionTest() {
 *         super("acme_visits");
 *     }
 *
 *     &#64;Override
 *     protected Stream&lt;RecordDefinition&gt; definitions() {
 *         return Stream.of(new VisitType().definition());
 *     }
 * }
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DefinitionContract {
    /** Length of a column for a sealed value of n characters: 80 + 9 n. */
    private static final int SEALED_HEAD = 80;

    private static final int SEALED_CHARACTER = 9;

    private final String schema;
    private TestDatabase database;
    private Connection connection;

    /** @param schema whose scripts in db/&lt;schema&gt; make the tables */
    protected DefinitionContract(String schema) {
        this.schema = schema;
    }

    /** All types of the capability. */
    protected abstract Stream<RecordDefinition> definitions();

    @BeforeAll
    void migrate() throws SQLException {
        database = TestDatabase.Kind.DERBY.migrated(schema);
        connection = database.raw().getConnection();
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyFieldIsAnAttributeOfTheEntity(RecordDefinition definition) {
        List<String> attributes = levels(definition)
                .filter(level -> level != RecordEntity.class)
                .flatMap(level -> Arrays.stream(level.getDeclaredFields()))
                .map(Field::getName)
                .toList();
        List<String> wanted = definition.fields().stream()
                .filter(field -> field.kind() != FieldKind.LINKS)
                .flatMap(f -> f.kind() == FieldKind.MONEY
                        ? Stream.of(f.attribute(), f.attribute() + "Currency")
                        : Stream.of(f.attribute()))
                .toList();
        assertThat(attributes).containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** Else reading works, and the first write fails on the server. */
    @ParameterizedTest
    @MethodSource("definitions")
    void thePersistenceUnitNamesTheEntity(RecordDefinition definition) throws IOException {
        StringBuilder units = new StringBuilder();
        ClassLoader loader = definition.entity().getClassLoader();
        for (URL unit : Collections.list(loader.getResources("META-INF/persistence.xml"))) {
            try (InputStream in = unit.openStream()) {
                units.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(units.toString())
                .as("META-INF/persistence.xml")
                .contains("<class>" + definition.entity().getName() + "</class>");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theTableHasExactlyTheColumnsOfTheEntityInTheSameLength(RecordDefinition definition) throws SQLException {
        Map<String, Integer> mapped = new HashMap<>();
        Map<String, Integer> actual = new TableColumns(connection, table(definition)).lengths();
        levels(definition)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .forEach(attribute -> {
                    String column = attribute.getAnnotation(Column.class).name();
                    mapped.put(column, isSensitive(definition, attribute) ? actual.get(column) : length(attribute));
                });
        assertThat(actual).isEqualTo(mapped);
    }

    /** The entity tells the length of the value, the column that of its ciphertext. */
    @ParameterizedTest
    @MethodSource("definitions")
    void aSensitiveColumnHasRoomForTheCiphertext(RecordDefinition definition) throws SQLException {
        Map<String, Integer> actual = new TableColumns(connection, table(definition)).lengths();
        assertThat(levels(definition)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(attribute -> isSensitive(definition, attribute)))
                .allSatisfy(attribute -> assertThat(
                                actual.get(attribute.getAnnotation(Column.class).name()))
                        .isGreaterThanOrEqualTo(SEALED_HEAD + SEALED_CHARACTER * length(attribute)));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyOwnFieldHasItsPlaceOnTheForm(RecordDefinition definition) {
        assertThat(definition.sections().stream().flatMap(s -> s.fields().stream()))
                .doesNotHaveDuplicates()
                .containsAll(
                        definition.fields().stream().map(FieldDefinition::name).toList());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void viewsShowAndFilterKnownFields(RecordDefinition definition) {
        assertThat(definition.views()).isNotEmpty().allSatisfy(view -> assertThat(view.columns())
                .allMatch(name ->
                        SystemFields.isSystem(name) || definition.field(name).isPresent()));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void noColumnTitleMeansTwoFields(RecordDefinition definition) {
        assertThat(definition.fields().stream().flatMap(f -> Stream.concat(
                                Stream.of(f.name(), f.label().zh(), f.label().en()), f.aliases().stream())
                        .map(title -> title.toLowerCase(Locale.ROOT))
                        .distinct()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theFirstKeyIsUniqueAmongTheRecordsThatAreNotDeleted(RecordDefinition definition) throws SQLException {
        List<List<String>> keys = definition.keys().stream()
                .limit(1)
                .map(key -> Stream.concat(
                                key.stream()
                                        .map(name -> definition
                                                .field(name)
                                                .orElseThrow()
                                                .attribute())
                                        .map(DefinitionContract::column),
                                Stream.of("deleted_marker"))
                        .collect(Collectors.toList()))
                .toList();
        assertThat(new TableColumns(connection, table(definition)).unique()).containsAll(keys);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void derbyHasIndexesForTheNewestFirstAndForNamesDownwards(RecordDefinition definition) throws SQLException {
        assertThat(new TableColumns(connection, table(definition)).indexes())
                .contains(List.of("id D"), List.of("sort_key D", "id D"));
    }

    private static boolean isSensitive(RecordDefinition definition, Field attribute) {
        return definition.fields().stream()
                .anyMatch(field -> field.sensitive() && field.attribute().equals(attribute.getName()));
    }

    private static String column(String attribute) {
        return attribute.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String table(RecordDefinition definition) {
        return definition.entity().getAnnotation(Table.class).name();
    }

    /** The entity and what it extends. */
    private static Stream<Class<?>> levels(RecordDefinition definition) {
        return Stream.iterate(definition.entity(), level -> level != Object.class, Class::getSuperclass);
    }

    private static int length(Field field) {
        return field.getType() == String.class && !field.isAnnotationPresent(Lob.class)
                ? field.getAnnotation(Column.class).length()
                : 0;
    }
}
