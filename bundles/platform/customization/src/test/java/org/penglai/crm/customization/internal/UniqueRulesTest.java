package org.penglai.crm.customization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.customization.internal.Office.map;
import static org.penglai.crm.customization.internal.Office.refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.customization.internal.unique.UniqueRulesType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.RecordWrites;

/** What administrators call unique is so, whoever writes, also where no constraint of the database says it. */
@Timeout(120)
class UniqueRulesTest {
    private static final int WRITERS = 16;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofSixteenWhoCreateTheSameAtOnceOneWins(TestDatabase.Kind kind) throws Exception {
        Office office = Office.on(kind);
        rule(office, "phone");
        for (int round = 0; round < 5; round++) {
            String phone = "1380013800" + round;
            List<String> outcomes = together(() -> {
                List<String> refused = refusal(() -> office.firm("phone", phone));
                return refused.isEmpty() ? "created" : refused.toString();
            });
            assertThat(outcomes).filteredOn("created"::equals).hasSize(1);
            assertThat(outcomes).filteredOn("[phone duplicate]"::equals).hasSize(WRITERS - 1);
        }
        assertThat(office.numberOfFirms()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aValueIsTakenUntilItsRecordGoesOrChanges(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        RecordSnapshot early = office.firm("phone", "13800138001");
        office.firm("phone", "13800138001");
        RecordSnapshot rule = rule(office, "phone");

        assertThat(refusal(() -> office.firm("phone", "13800138001"))).containsExactly("phone duplicate");
        assertThat(office.update(early, "seats", 3).integer("seats", 0))
                .as("what was there before the rule can be changed elsewhere")
                .isEqualTo(3);
        RecordSnapshot other = office.firm("phone", "13800138002");
        assertThat(refusal(() -> office.update(other, "phone", "13800138001"))).containsExactly("phone duplicate");
        office.firm();
        office.firm();

        office.delete(other);
        RecordSnapshot heir = office.firm("phone", "13800138002");
        assertThat(refusal(() -> office.writes.restore(office.admin, Firm.TYPE, other.id())))
                .as("what comes back meets the rule as well")
                .containsExactly("phone duplicate");
        office.update(heir, "phone", null);
        office.writes.restore(office.admin, Firm.TYPE, other.id());

        office.update(rule, "active", false);
        office.firm("phone", "13800138001");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void severalFieldsAreUniqueTogether(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        rule(office, "name，industry");

        office.firm("name", "云启", "industry", "it");
        office.firm("name", "云启", "industry", "food");
        office.firm("name", "云启");
        office.firm("name", "云启");
        assertThat(refusal(() -> office.firm("name", "云启", "industry", "food")))
                .containsExactly("name duplicate", "industry duplicate");
    }

    /** A mass write is refused row by row, and a rehearsal says beforehand what it would be refused. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofManyRowsThoseThatRepeatAValueAreRefused(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        rule(office, "phone");
        office.firm("phone", "13800138001");
        List<RecordChange> changes = List.of(
                new RecordChange.Create(Firm.TYPE, map("name", "a", "phone", "13800138001")),
                new RecordChange.Create(Firm.TYPE, map("name", "b", "phone", "13800138002")),
                new RecordChange.Create(Firm.TYPE, map("name", "c", "phone", "13800138002")),
                new RecordChange.Create(Firm.TYPE, map("name", "d")));

        List<String> foretold = failures(office.writes.rehearse(office.admin, changes));
        assertThat(office.numberOfFirms()).as("a rehearsal leaves nothing").isEqualTo(1);
        assertThat(failures(office.writes.applyEach(office.admin, changes)))
                .isEqualTo(foretold)
                .containsExactly("duplicate", "", "duplicate", "");
        assertThat(office.numberOfFirms()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatCannotBeComparedIsNotUnique(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        assertThat(refusal(() -> rule(office, "colour"))).containsExactly("fields unknownField");
        assertThat(refusal(() -> rule(office, "custom.colour"))).containsExactly("fields unknownField");
        assertThat(refusal(() -> rule(office, "owner"))).containsExactly("fields notComparable");
        assertThat(refusal(() -> rule(office, "name,phone,industry,status,seats")))
                .containsExactly("fields fieldNumber");
        assertThat(refusal(() ->
                        office.create(UniqueRulesType.TYPE, map("type", "nowhere", "name", "x", "fields", "name"))))
                .containsExactly("type unknownType");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void customFieldsAreUniqueToo(TestDatabase.Kind kind) throws Exception {
        Office office = Office.on(kind);
        office.field("badge", "text");
        RecordSnapshot before = office.firm("custom", map("badge", "A-1"));
        rule(office, "custom.badge");
        rule(office, "industry,custom.badge");
        office.later();

        assertThat(refusal(() -> office.firm("custom", map("badge", "A-1")))).containsExactly("custom.badge duplicate");
        RecordSnapshot other = office.firm("custom", map("badge", "a-1"));
        assertThat(refusal(() -> office.update(other, "custom", map("badge", "A-1"))))
                .containsExactly("custom.badge duplicate");
        office.delete(before);
        office.update(other, "custom", map("badge", "A-1"));
        assertThat(refusal(() -> office.writes.restore(office.admin, Firm.TYPE, before.id())))
                .as("what comes back meets the rule as well")
                .containsExactly("custom.badge duplicate");

        List<String> outcomes = together(() -> {
            List<String> refused = refusal(() -> office.firm("custom", map("badge", "B-2")));
            return refused.isEmpty() ? "created" : refused.toString();
        });
        assertThat(outcomes).filteredOn("created"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("[custom.badge duplicate]"::equals).hasSize(WRITERS - 1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRuleMayTakeLettersOfEitherCaseForTheSame(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        office.create(UniqueRulesType.TYPE, map("type", Firm.TYPE, "name", "同名", "fields", "name", "ignoreCase", true));

        office.firm("name", "Acme 云启");
        assertThat(refusal(() -> office.firm("name", "ACME 云启"))).containsExactly("name duplicate");
        assertThat(refusal(() -> office.firm("name", "acme 云启"))).containsExactly("name duplicate");
        office.firm("name", "acme 云");
        office.firm("name", "École");
        assertThat(refusal(() -> office.firm("name", "École"))).containsExactly("name duplicate");
        assertThat(refusal(() -> office.firm("name", "ÉCOLE"))).containsExactly("name duplicate");
        assertThat(refusal(() -> office.firm("name", "école")))
                .as("other letters than A to Z are as they are")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRuleIsServedByAnIndex(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        office.field("badge", "text");
        rule(office, "phone,custom.badge");
        office.create(UniqueRulesType.TYPE, map("type", Firm.TYPE, "name", "同名", "fields", "name", "ignoreCase", true));
        office.uniqueRules.run(Instant.now());
        office.uniqueRules.run(Instant.now());

        assertThat(office.indexes("t_firm")).contains("t_firm_equal_phone", "t_firm_same_name");
        assertThat(office.indexes("t_firm_x")).anyMatch(name -> name.startsWith("t_firm_x_equal_"));
    }

    /** Derby has no indexes of expressions: there, a column that it computes itself holds the small letters. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void lettersOfEitherCaseAreFoundByTheIndexAndItGoesWithTheRule(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        office.firm("name", "Beida Software 甲");
        RecordSnapshot rule = office.create(
                UniqueRulesType.TYPE, map("type", Firm.TYPE, "name", "同名", "fields", "name", "ignoreCase", true));
        RecordSnapshot phones = rule(office, "phone");
        office.uniqueRules.run(Instant.now());
        assertThat(office.indexes("t_firm")).contains("t_firm_same_name", "t_firm_equal_phone");
        assertThat(office.folded.has("t_firm", "name")).isEqualTo(kind == TestDatabase.Kind.DERBY);

        assertThat(refusal(() -> office.firm("name", "beida SOFTWARE 甲")))
                .as("what was there before")
                .containsExactly("name duplicate");
        RecordSnapshot later = office.firm("name", "Acme 云启");
        assertThat(refusal(() -> office.firm("name", "ACME 云启"))).containsExactly("name duplicate");
        office.update(later, "name", "Acme 云");
        office.firm("name", "ACME 云启");

        office.delete(phones);
        office.uniqueRules.run(Instant.now());
        assertThat(office.indexes("t_firm")).contains("t_firm_same_name").doesNotContain("t_firm_equal_phone");
        office.delete(rule);
        office.uniqueRules.run(Instant.now());
        office.firm("name", "acme 云启");
        office.uniqueRules.run(Instant.now());
        assertThat(office.indexes("t_firm")).doesNotContain("t_firm_same_name");
        assertThat(office.columns("t_firm")).noneMatch(name -> name.startsWith(CustomColumns.FOLDED));
        office.firm("name", "ACME 云启");
    }

    private static RecordSnapshot rule(Office office, String fields) {
        return office.create(UniqueRulesType.TYPE, map("type", Firm.TYPE, "name", "唯一", "fields", fields));
    }

    private static List<String> failures(List<RecordWrites.Result> results) {
        return results.stream()
                .map(each -> each.failure() == null ? "" : each.failure().code())
                .toList();
    }

    private static List<String> together(java.util.concurrent.Callable<String> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
