package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.security.spi.FieldRight;

/** A hidden field is not there; a masked one shows a part of its value and tells nothing by filters, orders or groups. */
class FieldRightsTest {
    private static final Staff STAFF = new Staff().role(11, role -> role.may("firms:read", "people:read")
            .field("firms.phone", FieldRight.MASKED)
            .field("firms.email", FieldRight.MASKED)
            .field("firms.remark", FieldRight.MASKED)
            .field("firms.employees", FieldRight.MASKED)
            .field("firms.industry", FieldRight.HIDDEN)
            .field("firms.name", FieldRight.HIDDEN));

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void holdOnEveryPath(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind, STAFF)) {
            firms.insert(FirmRow.of(1, "烟台机械")
                    .with("phone", "+8613812345678")
                    .with("email", "li@firm.cn")
                    .with("remark", "张三")
                    .with("employees", 12)
                    .with("industry", "food")
                    .with("level", "A")
                    .build());
            firms.insert("people", 1001, Map.of("name", "王芳", "firm", 1L));
            Caller caller = STAFF.caller(11);

            JsonNode listed =
                    list(firms, caller, "firms", "", "", "").get("items").get(0);
            JsonNode read = firms.json(firms.engine.read(caller, "firms", 1).body());
            assertThat(listed).isEqualTo(read);
            assertThat(read.get("phone").textValue()).isEqualTo("138****5678");
            assertThat(read.get("email").textValue()).isEqualTo("l***@firm.cn");
            assertThat(read.get("remark").textValue()).isEqualTo("张**");
            assertThat(read.get("employees").isNull()).isTrue();
            assertThat(read.has("industry")).isFalse();
            // Without its title a record could not be named.
            assertThat(read.get("name").textValue()).isEqualTo("烟台机械");
            JsonNode person = list(firms, caller, "people", "", "", "", "firm.phone", "firm.name")
                    .get("items")
                    .get(0);
            assertThat(person.get("firm.phone").textValue()).isEqualTo("138****5678");

            assertThat(list(firms, caller, "firms", "", "13812345678", "").get("items"))
                    .isEmpty();
            for (String field : List.of("phone", "email", "employees")) {
                refused("masked", () -> list(firms, caller, "firms", field + "=null=false", "", ""));
                refused("masked", () -> list(firms, caller, "firms", "", "", field));
                refused("masked", () -> list(firms, caller, "people", "firm." + field + "=null=false", "", ""));
            }
            refused("masked", () -> aggregate(firms, caller, "level", "sum:employees"));
            refused("unknownField", () -> list(firms, caller, "firms", "industry==food", "", ""));
            refused("unknownField", () -> list(firms, caller, "firms", "", "", "industry"));
            refused("unknownField", () -> list(firms, caller, "firms", "", "", "", "industry"));
            refused("unknownField", () -> list(firms, caller, "people", "firm.industry==food", "", ""));
            refused("unknownField", () -> aggregate(firms, caller, "industry", "count"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatAMaskedReferenceLeadsToIsMaskedToo(TestDatabase.Kind kind) {
        Staff staff = new Staff()
                .role(11, role -> role.may("firms:read", "people:read").field("people.firm", FieldRight.MASKED));
        try (FirmDatabase firms = new FirmDatabase(kind, staff)) {
            firms.insert(FirmRow.of(1, "烟台机械").with("level", "A").build());
            firms.insert("people", 1001, Map.of("name", "王芳", "firm", 1L));
            Caller caller = staff.caller(11);
            JsonNode person = list(firms, caller, "people", "", "", "", "firm", "firm.name", "firm.level")
                    .get("items")
                    .get(0);
            assertThat(person.get("firm").isNull()).isTrue();
            assertThat(person.get("firm.name").textValue()).isEqualTo("烟**");
            assertThat(person.get("firm.level").isNull()).isTrue();
            refused("masked", () -> list(firms, caller, "people", "firm.name==烟台机械", "", ""));
            refused("masked", () -> list(firms, caller, "people", "", "", "firm.name"));
        }
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(
                        invalid.violations().get(0).code())
                .isEqualTo(code));
    }

    private static JsonNode list(
            FirmDatabase firms, Caller caller, String type, String filter, String q, String sort, String... fields) {
        return firms.list(caller, new ListRequest(type, filter, q, sort, List.of(fields), 50, "", Count.NONE));
    }

    private static void aggregate(FirmDatabase firms, Caller caller, String group, String measure) {
        firms.engine.aggregate(
                caller,
                new AggregateRequest("firms", "", "", List.of(group), List.of(measure)),
                new ByteArrayOutputStream());
    }
}
