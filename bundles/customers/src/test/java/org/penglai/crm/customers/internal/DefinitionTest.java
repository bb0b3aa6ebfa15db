package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    /** Room for a sealed value of sixty characters. */
    private static final int SEALED = 700;

    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void migrate() throws Exception {
        database = TestDatabase.Kind.DERBY.open().migrate("customers");
        connection = database.raw().getConnection();
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        database.close();
    }

    static Stream<RecordDefinition> definitions() {
        return Stream.of(
                new CustomerType().definition(),
                new ContactType().definition(),
                new CustomerRelationType().definition(),
                new AddressType().definition(),
                new InvoiceTitleType().definition(),
                new RevisitPlanType().definition());
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
        levels(definition)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .forEach(field -> mapped.put(
                        field.getAnnotation(Column.class).name(),
                        isSensitive(definition, field) ? SEALED : length(field)));

        Map<String, Integer> actual = new HashMap<>();
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, table(definition), null)) {
            while (columns.next()) {
                boolean text = columns.getString("TYPE_NAME").equals("VARCHAR");
                actual.put(
                        columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        text ? columns.getInt("COLUMN_SIZE") : 0);
            }
        }
        assertThat(actual).isEqualTo(mapped);
    }

    private static boolean isSensitive(RecordDefinition definition, Field attribute) {
        return definition.fields().stream()
                .anyMatch(field -> field.sensitive() && field.attribute().equals(attribute.getName()));
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

    @Test
    void theSampleFilesMapByThemselves() {
        assertThat("客户编号,客户名称,行业,级别,来源,电话,邮箱,统一社会信用代码,省市,地址,成立日期,年营业额,备注".split(","))
                .allMatch(title -> maps(new CustomerType().definition(), title));
        assertThat("客户编号,姓名,职务,手机,邮箱,生日".split(",")).allMatch(title -> maps(new ContactType().definition(), title));
        assertThat(new ContactType()
                        .definition()
                        .field("customer")
                        .orElseThrow()
                        .aliases())
                .contains("客户编号");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theFirstKeyIsUniqueAmongTheRecordsThatAreNotDeleted(RecordDefinition definition) throws Exception {
        List<String> key = definition.keys().get(0).stream()
                .map(name -> definition.field(name).orElseThrow().attribute())
                .map(DefinitionTest::column)
                .collect(Collectors.toList());
        key.add("DELETED_MARKER");
        assertThat(uniqueColumns(table(definition))).contains(key);
    }

    /** Columns of each unique constraint. The index behind one that has nullable columns does not call itself unique. */
    private static Collection<List<String>> uniqueColumns(String table) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        try (ResultSet indexes = connection.getMetaData().getIndexInfo(null, null, table, false, false)) {
            while (indexes.next()) {
                columns.computeIfAbsent(indexes.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(indexes.getString("COLUMN_NAME"));
            }
        }
        Set<String> unique = new HashSet<>();
        try (Statement sql = connection.createStatement();
                ResultSet names = sql.executeQuery(
                        """
                        select g.conglomeratename from sys.sysconstraints c
                        join sys.syskeys k on k.constraintid = c.constraintid
                        join sys.sysconglomerates g on g.conglomerateid = k.conglomerateid
                        where c.type = 'U'
                        """)) {
            while (names.next()) {
                unique.add(names.getString(1));
            }
        }
        columns.keySet().retainAll(unique);
        return columns.values();
    }

    private static String column(String attribute) {
        return attribute.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static String table(RecordDefinition definition) {
        return definition.entity().getAnnotation(Table.class).name().toUpperCase(Locale.ROOT);
    }

    private static boolean maps(RecordDefinition definition, String title) {
        return definition.fields().stream()
                .anyMatch(f -> f.label().zh().equals(title) || f.aliases().contains(title));
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

    /** The entity and what it extends. */
    private static Stream<Class<?>> levels(RecordDefinition definition) {
        return Stream.iterate(definition.entity(), level -> level != Object.class, Class::getSuperclass);
    }

    private static int length(Field field) {
        return field.getType() == String.class
                ? field.getAnnotation(Column.class).length()
                : 0;
    }
}
