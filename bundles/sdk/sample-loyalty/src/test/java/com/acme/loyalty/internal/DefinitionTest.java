package com.acme.loyalty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Definition, entity and migration say the same. */
class DefinitionTest {

    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void migrate() throws Exception {
        database = TestDatabase.Kind.DERBY.open().migrate("acme_loyalty");
        connection = database.raw().getConnection();
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        database.close();
    }

    static Stream<RecordDefinition> definitions() {
        return Stream.of(new LoyaltyAccountType().definition(), new LoyaltyEntryType().definition());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyFieldIsAnAttributeOfTheEntity(RecordDefinition definition) {
        List<String> attributes = Arrays.stream(definition.entity().getDeclaredFields())
                .map(Field::getName)
                .toList();
        List<String> wanted = definition.fields().stream()
                .flatMap(f -> f.kind() == FieldKind.MONEY
                        ? Stream.of(f.attribute(), f.attribute() + "Currency")
                        : Stream.of(f.attribute()))
                .toList();
        assertThat(attributes).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theTableHasExactlyTheColumnsOfTheEntityInTheSameLength(RecordDefinition definition) throws Exception {
        Map<String, Integer> mapped = new HashMap<>();
        Stream.of(RecordEntity.class, definition.entity())
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .forEach(field -> mapped.put(field.getAnnotation(Column.class).name(), length(field)));

        Map<String, Integer> actual = new HashMap<>();
        String table = definition.entity().getAnnotation(Table.class).name().toUpperCase(Locale.ROOT);
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, table, null)) {
            while (columns.next()) {
                boolean text = columns.getString("TYPE_NAME").equals("VARCHAR");
                actual.put(
                        columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        text ? columns.getInt("COLUMN_SIZE") : 0);
            }
        }
        assertThat(actual).isEqualTo(mapped);
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
    void namesCarryTheVendor(RecordDefinition definition) {
        assertThat(definition.type()).startsWith("acme");
        assertThat(definition.module()).startsWith("acme-");
        assertThat(definition.entity().getAnnotation(Table.class).name()).startsWith("acme_");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void derbyHasIndexesForTheNewestFirstAndForNamesDownwards(RecordDefinition definition) throws Exception {
        String table = definition.entity().getAnnotation(Table.class).name().toUpperCase(Locale.ROOT);
        Map<String, List<String>> columns = new HashMap<>();
        try (ResultSet part = connection.getMetaData().getIndexInfo(null, "APP", table, false, true)) {
            while (part.next()) {
                columns.computeIfAbsent(part.getString("INDEX_NAME"), index -> new ArrayList<>())
                        .add(part.getString("COLUMN_NAME") + " " + part.getString("ASC_OR_DESC"));
            }
        }
        assertThat(columns.values()).contains(List.of("ID D"), List.of("SORT_KEY D", "ID D"));
    }

    private static int length(Field field) {
        return field.getType() == String.class
                ? field.getAnnotation(Column.class).length()
                : 0;
    }
}
