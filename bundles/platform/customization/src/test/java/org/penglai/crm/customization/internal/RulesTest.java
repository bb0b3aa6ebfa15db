package org.penglai.crm.customization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.customization.internal.Office.map;
import static org.penglai.crm.customization.internal.Office.refusal;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.customization.internal.number.NumberRulesType;
import org.penglai.crm.customization.internal.rule.ValidationRulesType;
import org.penglai.crm.persistence.testing.TestDatabase;

class RulesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatDoesNotMeetARuleIsRefusedWithItsMessageAtItsField(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        RecordSnapshot early = office.firm("industry", "it");
        RecordSnapshot rule = rule(office, "industry!=it,phone=null=false", "phone");

        assertThat(refusal(() -> office.firm("industry", "it"))).containsExactly("phone ruleBroken");
        office.firm("industry", "it", "phone", "13800138000");
        RecordSnapshot food = office.firm("industry", "food");
        assertThat(refusal(() -> office.update(food, "industry", "it"))).containsExactly("phone ruleBroken");
        assertThat(office.update(early, "seats", 3).integer("seats", 0))
                .as("what was there before the rule can be changed elsewhere")
                .isEqualTo(3);

        office.update(rule, "active", false);
        office.update(food, "industry", "it");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everyKindOfTestDecidesAsItWouldInAList(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        office.field("interests", "choices");
        office.option("custom.interests", "golf", "高尔夫");
        RecordSnapshot parent = office.firm("name", "总部", "industry", "food");
        Map<String, Object> firm = map(
                "name",
                "云启Tech",
                "seats",
                12,
                "tags",
                List.of("重点"),
                "parent",
                parent.id(),
                "custom",
                Map.of("interests", List.of("golf")));
        List<String> holding = List.of(
                "name==*tech",
                "name==云启TECH",
                "seats=gt=11;seats=le=12",
                "seats=in=(1,12)",
                "tags==重点",
                "parent.industry==食品加工",
                "custom.interests==golf",
                "phone=null=true",
                "createdAt=ge=today-1d",
                "industry!=it",
                "seats==1,name==云*");

        for (String condition : holding) {
            RecordSnapshot rule = rule(office, condition, null);
            RecordSnapshot made = office.create(Firm.TYPE, firm);
            assertThat(office.records.list(
                            office.admin, Firm.TYPE, new org.penglai.crm.api.records.RecordQuery(condition, "", 100)))
                    .as(condition)
                    .extracting(RecordSnapshot::id)
                    .contains(made.id());
            office.delete(rule);
        }
        for (String condition :
                List.of("name==*x", "seats=lt=12", "tags==b", "parent.industry==it", "phone=null=false")) {
            RecordSnapshot rule = rule(office, condition, null);
            assertThat(refusal(() -> office.create(Firm.TYPE, firm)))
                    .as(condition)
                    .containsExactly("ruleBroken");
            office.delete(rule);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRuleThatCannotBeEvaluatedIsRefused(TestDatabase.Kind kind) {
        Office office = Office.on(kind);

        assertThat(refusal(() -> rule(office, "colour==red", null))).containsExactly("condition badFilter");
        assertThat(refusal(() -> rule(office, "name==", null))).containsExactly("condition badFilter");
        assertThat(refusal(() -> rule(office, "initials==yq", null))).containsExactly("condition badFilter");
        assertThat(refusal(() -> rule(office, "name==a", "colour"))).containsExactly("field unknownField");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void numbersLookAsTheRuleSaysFromNowOn(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        assertThat(office.firm().text("firmNo")).startsWith("F{seq:4} #");

        RecordSnapshot rule =
                office.create(NumberRulesType.TYPE, map("type", Firm.TYPE, "pattern", "KH-{yyyyMM}-{seq:4}"));

        assertThat(office.firm().text("firmNo")).startsWith("KH-{yyyyMM}-{seq:4} #");
        for (String wrong : List.of("KH", "{seq:4}{seq:4}", "{day}{seq:3}", "{seq:3", "{seq:0}")) {
            assertThat(refusal(() -> office.update(rule, "pattern", wrong)))
                    .as(wrong)
                    .containsExactly("pattern badPattern");
        }
        assertThat(refusal(() -> office.update(rule, "pattern", "0123456789012345678901234567890-{seq:18}")))
                .containsExactly("pattern tooLong");
        office.delete(rule);
        assertThat(office.firm().text("firmNo")).startsWith("F{seq:4} #");
    }

    private static RecordSnapshot rule(Office office, String condition, String field) {
        return office.create(
                ValidationRulesType.TYPE,
                map(
                        "type",
                        Firm.TYPE,
                        "name",
                        "规则",
                        "condition",
                        condition,
                        "field",
                        field,
                        "messageZh",
                        "不行",
                        "messageEn",
                        "No"));
    }
}
