package org.penglai.crm.sales.internal.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class ScoringTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aLeadSaysWhatItIsWorthAndWhy(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot before = lead(kernel, Map.of("source", "exhibition"));
            assertThat(before.get("score", Long.class)).isNull();
            rule(kernel, "展会或转介绍", "source", "equals", "exhibition, referral", 20);
            rule(kernel, "留有手机", "mobile", "filled", null, 15);
            rule(kernel, "山东", "region", "begins", "37", 10);
            rule(kernel, "没有公司", "companyName", "empty", null, -5);
            RecordSnapshot lead =
                    lead(kernel, Map.of("source", "exhibition", "mobile", "13800003001", "region", "370200"));
            assertThat(lead.get("score", Long.class)).isEqualTo(40);
            assertThat(lead.text("scoreReasons")).isEqualTo("展会或转介绍 +20；留有手机 +15；山东 +10；没有公司 -5");
            RecordSnapshot named = kernel.update(lead, Map.of("companyName", "博恒食品", "region", "110100"));
            assertThat(named.get("score", Long.class)).isEqualTo(35);
            assertThat(named.text("scoreReasons")).isEqualTo("展会或转介绍 +20；留有手机 +15");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void openLeadsFollowTheRules(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            for (int i = 0; i < 5; i++) {
                lead(kernel, Map.of("source", i == 0 ? "phone" : "website"));
            }
            RecordSnapshot closed = lead(kernel, Map.of("source", "website"));
            kernel.act(closed, "invalidate", Map.of("reason", "spam"));
            RecordSnapshot rule = rule(kernel, "官网", "source", "equals", "website", 7);
            Rescoring rescoring = new Rescoring(kernel.records(), null);
            assertThat(rescoring.run(new Alone())).containsEntry("leads", 5L).containsEntry("changed", 5L);
            assertThat(kernel.list(LeadType.TYPE, "score==7", 10)).hasSize(4);
            assertThat(kernel.now(closed).orElseThrow().get("score", Long.class))
                    .isNull();
            assertThat(rescoring.run(new Alone())).containsEntry("changed", 0L);
            kernel.update(rule, Map.of("isActive", false));
            rescoring.run(new Alone());
            assertThat(kernel.list(LeadType.TYPE, "score=null=false", 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRuleLooksAtWhatLeadsHave(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            assertThatThrownBy(() -> rule(kernel, "无", "nothing", "filled", null, 1))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> rule(kernel, "自身", "score", "atLeast", "3", 1))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> rule(kernel, "加密", "mobile", "contains", "138", 1))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> rule(kernel, "缺值", "source", "equals", null, 1))
                    .isInstanceOf(Invalid.class);
        }
    }

    private static RecordSnapshot rule(
            TestKernel kernel, String name, String field, String operator, String value, int points) {
        Map<String, Object> values =
                new HashMap<>(Map.of("name", name, "field", field, "operator", operator, "points", points));
        values.put("value", value);
        return kernel.create(ScoringRuleType.TYPE, values);
    }

    private static RecordSnapshot lead(TestKernel kernel, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("name", "咨询包装线");
        return kernel.create(LeadType.TYPE, values);
    }

    private static final class Alone implements JobContext {
        @Override
        public long id() {
            return 1;
        }

        @Override
        public Caller caller() {
            return Caller.system();
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }

        @Override
        public void progress(long done, long total) {
            assertThat(done).isLessThanOrEqualTo(total);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public InputStream input(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public OutputStream output(String name) {
            throw new IllegalArgumentException(name);
        }
    }
}
