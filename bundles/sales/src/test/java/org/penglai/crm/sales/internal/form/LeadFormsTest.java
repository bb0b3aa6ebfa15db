package org.penglai.crm.sales.internal.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class LeadFormsTest {
    private static final Instant NOW = Instant.parse("2027-03-01T02:00:00Z");
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatAStrangerSendsBecomesALeadOnce(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot form = form(kernel, Map.of("formKey", "quote", "source", "exhibition"));
            LeadForms forms = forms(kernel);
            PublicAnswer shown = forms.answer(look("quote", Map.of("utm_source", "baidu", "utm_campaign", "春季")));
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.body()).contains("联系人", "手机", "utm_campaign").doesNotContain("<script");
            Map<String, String> filled = filled(shown);
            filled.put("utm_source", "baidu");
            filled.put("utm_campaign", "春季");
            for (int i = 0; i < 2; i++) {
                PublicAnswer sent = forms.answer(post("quote", filled));
                assertThat(sent.location()).startsWith("quote/thanks");
            }
            List<RecordSnapshot> leads = kernel.list(LeadType.TYPE, "", 10);
            assertThat(leads).hasSize(1);
            RecordSnapshot lead = leads.get(0);
            assertThat(lead.text("contactName")).isEqualTo("李雷");
            assertThat(lead.text("mobile")).isEqualTo("+8613800003001");
            assertThat(lead.text("source")).isEqualTo("exhibition");
            assertThat(lead.text("utm")).isEqualTo("utm_campaign=春季&utm_source=baidu");
            assertThat(lead.text("status")).isEqualTo("new");
            assertThat(lead.reference("form")).isEqualTo(form.id());
            assertThat(lead.reference("owner")).isNull();
            assertThat(forms.answer(look("quote/thanks", Map.of())).body()).contains("已收到");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsWrongIsSaidAtItsFieldAndNothingIsLost(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            form(kernel, Map.of("formKey", "quote", "consent", "同意隐私政策", "consentEn", "I agree"));
            LeadForms forms = forms(kernel);
            PublicAnswer empty = forms.answer(post("quote", Map.of("remark", "<b>五台")));
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.body())
                    .contains("请填写此项。", "请先同意。", "f-mobile-error", "&lt;b&gt;五台")
                    .doesNotContain("<b>五台");
            Map<String, String> bad = filled(empty);
            bad.put("agreed", "yes");
            bad.put("mobile", "12");
            PublicAnswer wrong = forms.answer(new PublicRequest(true, "quote", bad, Locale.ENGLISH));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body()).contains("f-mobile-error", "I agree", "Mobile");
            assertThat(kernel.list(LeadType.TYPE, "", 10)).isEmpty();
            bad.put("mobile", "13800003001");
            forms.answer(post("quote", bad));
            assertThat(kernel.list(LeadType.TYPE, "", 10))
                    .extracting(lead -> lead.get("consentedAt", Instant.class))
                    .containsExactly(NOW);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void programsAndClosedFormsMakeNoLeads(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot form = form(kernel, Map.of("embedders", "https://www.example.com"));
            String key = form.text("formKey");
            assertThat(key).matches("f[a-z0-9]+");
            LeadForms forms = forms(kernel);
            PublicAnswer shown = forms.answer(look(key, Map.of()));
            assertThat(shown.embedders()).containsExactly("https://www.example.com");
            Map<String, String> robot = filled(shown);
            robot.put("homepage", "http://spam.example.com");
            assertThat(forms.answer(post(key, robot)).location()).startsWith(key + "/thanks");
            Map<String, String> more = filled(shown);
            more.put("score", "100");
            more.put("status", "converted");
            kernel.update(form, Map.of("isActive", false));
            assertThat(forms.answer(post(key, more)).status()).isEqualTo(404);
            assertThat(kernel.list(LeadType.TYPE, "", 10)).isEmpty();
            kernel.update(form, Map.of("isActive", true));
            forms.answer(post(key, more));
            assertThat(kernel.list(LeadType.TYPE, "", 10))
                    .extracting(lead -> lead.text("status"))
                    .containsExactly("new");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFormAsksOnlyForWhatStrangersMayFillIn(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            assertThatThrownBy(() -> form(kernel, Map.of("fields", "contactName,owner,score")))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> form(kernel, Map.of("requiredFields", "wechat")))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> form(kernel, Map.of("accent", "red;}"))).isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> form(kernel, Map.of("embedders", "https://a.example; script-src *")))
                    .isInstanceOf(Invalid.class);
            RecordSnapshot form = form(kernel, Map.of("accent", "#ffee00"));
            assertThat(forms(kernel)
                            .answer(look(form.text("formKey") + "/style.css", Map.of()))
                            .body())
                    .contains("--accent: #ffee00; --ink: #121417;");
        }
    }

    private static LeadForms forms(TestKernel kernel) {
        return new LeadForms(kernel.records(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RecordSnapshot form(TestKernel kernel, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("name", "官网咨询");
        return kernel.create(LeadFormType.TYPE, values);
    }

    private static Map<String, String> filled(PublicAnswer shown) {
        Matcher token = TOKEN.matcher(shown.body());
        Map<String, String> values = new HashMap<>(Map.of("contactName", "李雷", "mobile", "138 0000 3001"));
        values.put("token", token.find() ? token.group(1) : "");
        return values;
    }

    private static PublicRequest look(String path, Map<String, String> parameters) {
        return new PublicRequest(false, path, parameters, Locale.SIMPLIFIED_CHINESE);
    }

    private static PublicRequest post(String path, Map<String, String> parameters) {
        return new PublicRequest(true, path, parameters, Locale.SIMPLIFIED_CHINESE);
    }
}
