package org.penglai.crm.sales.internal.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.form.LeadFormType;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class AssignmentTest {
    /** 10 o'clock in Shanghai. */
    private static final Instant MORNING = Instant.parse("2027-03-01T02:00:00Z");

    /** More by -Dpenglai.leads=1000. */
    private static final int COUNT = Integer.getInteger("penglai.leads", 60);

    private static final int QUOTA = 8;

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leadsAreSpreadEvenlyOverThoseWhoAreThereAndHaveRoom(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot fallback = SalesKernel.person(kernel, "fallback");
            RecordSnapshot rule = rule(kernel, fallback, Map.of());
            List<RecordSnapshot> people = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                people.add(SalesKernel.person(kernel, "p" + i));
                assignee(kernel, rule, people.get(i), i == 6 ? QUOTA : null);
            }
            kernel.update(people.get(4), Map.of("absentUntil", TODAY));
            kernel.act(people.get(5), "disable", Map.of());
            RecordSnapshot form = kernel.create(LeadFormType.TYPE, Map.of("name", "官网"));
            NewLeads assigning = at(kernel, MORNING);
            leads(kernel, form, COUNT).forEach(assigning::assign);
            Map<String, Long> given = given(kernel);
            assertThat(given).doesNotContainKeys("p4", "p5", "fallback");
            assertThat(given).containsEntry("p6", (long) QUOTA);
            long share = (COUNT - QUOTA) / 4;
            for (int i = 0; i < 4; i++) {
                assertThat(given.get("p" + i)).isBetween(share - 1, share + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whenEverybodyHasHadEnoughTheFallbackGetsItUntilTheNextDay(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot rule = rule(kernel, SalesKernel.person(kernel, "fallback"), Map.of());
            assignee(kernel, rule, SalesKernel.person(kernel, "li"), 2);
            RecordSnapshot form = kernel.create(LeadFormType.TYPE, Map.of("name", "官网"));
            leads(kernel, form, 3).forEach(at(kernel, MORNING)::assign);
            assertThat(given(kernel)).containsEntry("li", 2L).containsEntry("fallback", 1L);
            // Midnight in Shanghai is 16:00 UTC.
            leads(kernel, form, 1).forEach(at(kernel, MORNING.plus(Duration.ofHours(15)))::assign);
            assertThat(given(kernel)).containsEntry("li", 3L).containsEntry("fallback", 1L);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theFirstRuleThatFitsDecidesAndTheLeastLoadedGetsIt(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot boss = SalesKernel.person(kernel, "boss");
            RecordSnapshot busy = SalesKernel.person(kernel, "busy");
            RecordSnapshot free = SalesKernel.person(kernel, "free");
            RecordSnapshot east =
                    rule(kernel, boss, Map.of("name", "山东", "position", 1, "region", "370000", "method", "leastLoad"));
            assignee(kernel, east, busy, null);
            assignee(kernel, east, free, null);
            rule(kernel, boss, Map.of("name", "展会", "position", 2, "source", "exhibition"));
            for (int i = 0; i < 3; i++) {
                kernel.create(LeadType.TYPE, Map.of("name", "旧线索", "owner", busy.id()));
            }
            RecordSnapshot lead = kernel.create(LeadType.TYPE, Map.of("name", "青岛咨询", "region", "370202"));
            RecordSnapshot given = kernel.act(lead, "distribute", Map.of());
            assertThat(given.reference("owner")).isEqualTo(free.id());
            assertThat(given.reference("assignmentRule")).isEqualTo(east.id());
            assertThat(kernel.list(AssigneeType.TYPE, "givenCount==1", 10))
                    .extracting(each -> each.reference("user"))
                    .containsExactly(free.id());
            RecordSnapshot fair = kernel.create(LeadType.TYPE, Map.of("name", "展会咨询", "source", "exhibition"));
            assertThat(kernel.act(fair, "distribute", Map.of()).reference("owner"))
                    .isEqualTo(boss.id());
            RecordSnapshot other = kernel.create(LeadType.TYPE, Map.of("name", "其他"));
            assertThatThrownBy(() -> kernel.act(other, "distribute", Map.of())).isInstanceOf(Conflict.class);
            // What nobody asked to be given away stays as it is, and a second delivery changes nothing.
            at(kernel, MORNING).assign(other.id());
            at(kernel, MORNING).assign(given.id());
            assertThat(kernel.now(other).orElseThrow().reference("owner")).isNull();
            assertThat(kernel.now(given).orElseThrow().version()).isEqualTo(given.version());
        }
    }

    private static NewLeads at(TestKernel kernel, Instant now) {
        return new NewLeads(kernel.records(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static RecordSnapshot rule(TestKernel kernel, RecordSnapshot fallback, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "全部", "fallback", fallback.id()));
        values.putAll(more);
        return kernel.create(AssignmentRuleType.TYPE, values);
    }

    private static void assignee(TestKernel kernel, RecordSnapshot rule, RecordSnapshot person, Integer quota) {
        Map<String, Object> values = new HashMap<>(Map.of("rule", rule.id(), "user", person.id()));
        values.put("quotaPerDay", quota);
        RecordSnapshot made = kernel.create(AssigneeType.TYPE, values);
        assertThat(made.text("name")).isEqualTo(person.text("name"));
    }

    private static List<Long> leads(TestKernel kernel, RecordSnapshot form, int count) {
        RecordChange[] changes = new RecordChange[count];
        for (int i = 0; i < count; i++) {
            changes[i] = new RecordChange.Create(LeadType.TYPE, Map.of("name", "线索" + i, "form", form.id()));
        }
        return kernel.apply(changes).stream().map(RecordSnapshot::id).toList();
    }

    private static Map<String, Long> given(TestKernel kernel) {
        Map<String, Long> given = new TreeMap<>();
        Map<Long, String> names = new HashMap<>();
        kernel.list("users", "", 100).forEach(user -> names.put(user.id(), user.text("name")));
        kernel.list(LeadType.TYPE, "owner=null=false", 1_000)
                .forEach(lead -> given.merge(names.get(lead.reference("owner")), 1L, Long::sum));
        return given;
    }
}
