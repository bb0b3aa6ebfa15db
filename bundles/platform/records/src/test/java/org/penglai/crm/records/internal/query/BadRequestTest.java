package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.page.Cursor;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

/** What cannot be answered is told by code and field, never by a failure of the server. */
class BadRequestTest {
    private static FirmDatabase firms;
    private static FirmDatabase postgres;

    @BeforeAll
    static void open() {
        firms = two(TestDatabase.Kind.DERBY);
        postgres = two(TestDatabase.Kind.POSTGRES);
    }

    private static FirmDatabase two(TestDatabase.Kind kind) {
        return new FirmDatabase(kind)
                .insert(FirmRow.of(1, "甲").build(), FirmRow.of(2, "乙").build());
    }

    @AfterAll
    static void close() {
        firms.close();
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing==1         | nothing         | unknownField",
                "custom.x==1        | custom.x        | unknownField",
                "name.x==1          | name.x          | unknownField",
                "contact.x==1       | contact.x       | unknownField",
                "ownerDepartment.name==1 | ownerDepartment.name | unknownField",
                "parent.parent.parent.parent.name==a | parent.parent.parent.parent.name | unknownField",
                "externalIds==1     | externalIds     | notFilterable",
                "name=gt=a          | name            | badOperator",
                "level=like=A*      | level           | badOperator",
                "tags=lt=a          | tags            | badOperator",
                "active=gt=true     | active          | badOperator",
                "initials=in=(a,b)  | initials        | badOperator",
                "employees==many    | employees       | badValue",
                "employees==99999999999999999999 | employees | badValue",
                "score==1e999999999 | score           | badValue",
                "active==maybe      | active          | badValue",
                "foundedOn==2026-13-01 | foundedOn    | badValue",
                "foundedOn==today-x | foundedOn       | badValue",
                "metAt==yesterday   | metAt           | badValue",
                "level==X           | level           | badValue",
                "industry==Steel    | industry        | badValue",
                "region==Atlantis   | region          | badValue",
                "owner==nobody      | owner           | badValue",
                "parent==me         | parent          | badValue",
                "name=null=perhaps  | name            | badValue",
                "initials==\"*\"    | initials        | badValue",
            })
    void namesTheFieldOfAFilterThatDoesNotFit(String filter, String field, String code) {
        Throwable failure = catchThrowable(() -> firms.list(filter));
        assertThat(failure).isInstanceOf(Invalid.class);
        assertThat(((CrmException) failure).violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.code()).isEqualTo(code);
        });
    }

    @Test
    void refusesWhatIsNotRsql() {
        SoftAssertions.assertSoftly(all -> List.of(
                        "name",
                        "name=",
                        "name==",
                        "==a",
                        "name=foo=a",
                        "(name==a",
                        "name==a)",
                        "name==(a,b)",
                        "name==\"a",
                        ";",
                        "a==1;;b==2",
                        "(".repeat(5_000),
                        "name==a,".repeat(2_000),
                        "name=in=()")
                .forEach(filter -> all.assertThat(catchThrowable(() -> firms.list(filter)))
                        .as(filter.length() > 20 ? filter.substring(0, 20) : filter)
                        .isInstanceOf(Malformed.class)
                        .hasMessageContaining("badFilter")));
    }

    @Test
    void neverFailsOtherwiseWhateverIsTyped() {
        Random random = new Random(3);
        String alphabet = "namelevltgs=!<>()\"';,.*\\ 甲0123\u0000\n";
        for (int round = 0; round < 1_500; round++) {
            StringBuilder filter = new StringBuilder(random.nextBoolean() ? "name==" : "");
            for (int length = random.nextInt(20); length > 0; length--) {
                filter.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (FirmDatabase each : List.of(firms, postgres)) {
                Throwable failure = catchThrowable(() -> each.list(filter.toString()));
                if (failure != null) {
                    assertThat(failure).as(filter.toString()).isInstanceOfAny(Malformed.class, Invalid.class);
                }
            }
        }
    }

    @Test
    void answersAFilterOfTheGreatestPermittedSize() {
        assertThat(firms.names("name!=a*;".repeat(299) + "name==甲")).containsExactly("甲");
        assertThat(firms.names("parent.name!=\"a*b\";".repeat(299) + "name==甲")).containsExactly("甲");
        assertThat(postgres.names("parent.name!=\"a*b\";".repeat(299) + "name==甲"))
                .containsExactly("甲");
        String listed = IntStream.range(0, 299).mapToObj(at -> "x" + at).collect(Collectors.joining(","));
        assertThat(firms.names("name=in=(甲," + listed + ")")).containsExactly("甲");
        assertThat(firms.names("name=out=(甲," + listed + ")")).containsExactly("乙");
        assertThat(catchThrowable(() -> firms.names("name=in=(甲,乙," + listed + ")")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void refusesSortsThatDoNotFit() {
        refused("sort", "nothing", Invalid.class, "nothing", "unknownField");
        refused("sort", "remark", Invalid.class, "remark", "notSortable");
        refused("sort", "tags", Invalid.class, "tags", "notSortable");
        refused("sort", "parent", Invalid.class, "parent", "notSortable");
        refused("sort", "name,,level", Malformed.class, "sort", "badSort");
        refused("sort", "-", Malformed.class, "sort", "badSort");
    }

    @Test
    void refusesFieldsThatAreNotThere() {
        Throwable failure = catchThrowable(
                () -> firms.list(new ListRequest("firms", "", "", "", List.of("name", "nothing"), 10, "", Count.NONE)));
        assertThat(failure).isInstanceOf(Invalid.class);
        assertThat(((CrmException) failure).violations().get(0).field()).isEqualTo("nothing");
    }

    @Test
    void refusesACursorOfAnotherListAndAForgedOne() {
        String cursor = firms.list(FirmDatabase.request("", "name", 1, ""))
                .get("nextCursor")
                .textValue();
        assertThat(cursor).isNotNull();
        for (String[] other : new String[][] {
            {"", "-name", cursor},
            {"name==*", "name", cursor},
            {"", "name", "x" + cursor},
            {"", "name", cursor.substring(0, cursor.length() - 3)},
            {"", "name", "!!!"},
            {"", "name", "A".repeat(5_000)},
        }) {
            assertThat(catchThrowable(() -> firms.list(FirmDatabase.request(other[0], other[1], 1, other[2]))))
                    .isInstanceOf(Malformed.class)
                    .hasMessageContaining("badCursor");
        }
    }

    @Test
    void refusesValuesInAForgedCursorThatNoDatabaseHolds() {
        for (String[] forged : new String[][] {
            {"score", "1e999999999"},
            {"foundedOn", "+999999999-12-31"},
            {"metAt", "-99999-01-01T00:00:00"},
            {"email", "a\0"},
            {"employees", "12x"},
        }) {
            String fingerprint = Cursor.fingerprint("firms", "", "", forged[0]);
            String cursor = Cursor.write(fingerprint, List.of(forged[1], 1L));
            for (FirmDatabase each : List.of(firms, postgres)) {
                assertThat(catchThrowable(() -> each.list(FirmDatabase.request("", forged[0], 10, cursor))))
                        .as(forged[0])
                        .isInstanceOf(Malformed.class);
            }
        }
    }

    @Test
    void tellsApartMissingRightsAndMissingTypes() {
        ListRequest all = FirmDatabase.request("", "", 10, "");
        assertThat(catchThrowable(() -> firms.list(FirmDatabase.caller("people:read"), all)))
                .isInstanceOf(Forbidden.class);
        assertThat(catchThrowable(() -> firms.list(
                        FirmDatabase.caller("firms:read"), FirmDatabase.request("contact.city==x", "", 10, ""))))
                .isInstanceOf(Invalid.class)
                .hasNoCause();
        assertThat(catchThrowable(() -> firms.engine.read(FirmDatabase.CALLER, "ghosts", 1)))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("unknownType");
        assertThat(catchThrowable(() -> firms.engine.read(FirmDatabase.CALLER, "firms", 99)))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("notFound");
    }

    private static void refused(String parameter, String sort, Class<?> kind, String field, String code) {
        Throwable failure = catchThrowable(() -> firms.list(FirmDatabase.request("", sort, 10, "")));
        assertThat(failure).as(parameter + " " + sort).isInstanceOf(kind);
        assertThat(((CrmException) failure).violations().get(0).field()).isEqualTo(field);
        assertThat(((CrmException) failure).violations().get(0).code()).isEqualTo(code);
    }
}
