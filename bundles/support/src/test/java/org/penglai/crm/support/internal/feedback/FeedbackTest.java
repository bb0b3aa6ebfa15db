package org.penglai.crm.support.internal.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.files.PublicUploads;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** Anybody may report something by a form: it becomes one ticket of whoever he is, and nothing that he writes does anything. */
class FeedbackTest {
    private static final String TOKEN = "3f1c2b4a-0000-4000-8000-0123456789ab";

    private final List<String> attached = new ArrayList<>();
    private TestKernel kernel;
    private FeedbackPage page;
    private long queue;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsReportedBecomesATicket(TestDatabase.Kind kind) {
        try (TestKernel opened = TestKernel.on(
                kind,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketQueueType(),
                new TicketType(),
                new TicketMessageType(),
                new FeedbackFormType())) {
            kernel = opened;
            page = new FeedbackPage(kernel.records(), uploads());
            queue = kernel.create(TicketQueueType.TYPE, Map.of("name", "网上反馈")).id();
            kernel.create(
                    FeedbackFormType.TYPE,
                    Map.of("name", "产品反馈", "formKey", "product", "queue", queue, "kind", "fault", "consent", "同意联系"));
            theFormAsksAndTakesFiles();
            whatIsSentIsATicketOfWhoeverSentItOnceHoweverOften();
            whatIsMissingOrWrongIsAskedForAndNothingIsMade();
            programsAreThankedAndMakeNothing();
            aFormThatIsOffOrUnknownIsNotThere();
            aFormHasAProperAddress();
            aFileThatWasRefusedIsToldOfInTheConversation();
        }
    }

    private void theFormAsksAndTakesFiles() {
        PublicAnswer form = look("product");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body()).contains("产品反馈", "同意联系", "name=\"email\"", "[files as files]");
        assertThat(page.answer(new PublicRequest(false, "product", Map.of(), Locale.ENGLISH))
                        .body())
                .contains("Your e-mail address");
    }

    private void whatIsSentIsATicketOfWhoeverSentItOnceHoweverOften() {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流"));
        RecordSnapshot contact = kernel.create(
                "contacts", Map.of("name", "李华", "customer", customer.id(), "email", "li@farwell.example"));
        Map<String, String> sent = filled();
        sent.put("files", "token1 token2");
        PublicAnswer answer = send("product", sent);
        assertThat(answer.status()).isEqualTo(303);
        RecordSnapshot ticket = only("subject==*漏油*");
        assertThat(ticket.text("kind")).isEqualTo("fault");
        assertThat(ticket.text("channel")).isEqualTo("web");
        assertThat(ticket.text("status")).isEqualTo("new");
        assertThat(ticket.reference("queue")).isEqualTo(queue);
        assertThat(ticket.reference("customer")).isEqualTo(customer.id());
        assertThat(ticket.reference("contact")).isEqualTo(contact.id());
        assertThat(ticket.text("address")).isEqualTo("li@farwell.example");
        assertThat(answer.location()).contains(ticket.text("ticketNo"));
        RecordSnapshot message = kernel.list(TicketMessageType.TYPE, "ticket==" + RecordId.format(ticket.id()), 9)
                .get(0);
        assertThat(message.text("direction")).isEqualTo("in");
        assertThat(message.text("body")).isEqualTo("接口处 <b>滴油</b>");
        assertThat(attached).containsExactly("token1 token2 tickets " + ticket.id());

        assertThat(send("product", sent).location())
                .as("the page was sent again")
                .isEqualTo(answer.location());
        assertThat(kernel.list(TicketType.TYPE, "", 9)).hasSize(1);
        assertThat(page.answer(new PublicRequest(
                                false, "product/thanks", Map.of("number", ticket.text("ticketNo")), Locale.CHINA))
                        .body())
                .contains(ticket.text("ticketNo"));
        assertThat(page.answer(new PublicRequest(
                                false, "product/thanks", Map.of("number", "<script>x</script>"), Locale.CHINA))
                        .body())
                .doesNotContain("script");
    }

    private void whatIsMissingOrWrongIsAskedForAndNothingIsMade() {
        for (Map<String, String> change : List.of(
                Map.of("email", ""),
                Map.of("email", "nobody"),
                Map.of("email", "a@b"),
                Map.of("email", "a@b.example, c@d.example"),
                Map.of("message", " \u0007 "),
                Map.of("agreed", ""))) {
            Map<String, String> sent = filled();
            sent.put("token", "");
            sent.put("subject", "\"><script>alert(1)</script>");
            sent.putAll(change);
            PublicAnswer answer = send("product", sent);
            assertThat(answer.status()).as(change.toString()).isEqualTo(422);
            assertThat(answer.body()).contains("&lt;script&gt;").doesNotContain("<script");
        }
        assertThat(kernel.list(TicketType.TYPE, "", 9)).hasSize(1);
    }

    private void programsAreThankedAndMakeNothing() {
        Map<String, String> sent = filled();
        sent.put("token", "");
        sent.put("homepage", "https://spam.example");
        assertThat(send("product", sent).status()).isEqualTo(303);
        assertThat(kernel.list(TicketType.TYPE, "", 9)).hasSize(1);
    }

    private void aFormThatIsOffOrUnknownIsNotThere() {
        kernel.create(FeedbackFormType.TYPE, Map.of("name", "旧", "formKey", "old", "isActive", false));
        for (String path : List.of("old", "other", "", "product/else", "' or 1=1", "*")) {
            assertThat(look(path).status()).as(path).isEqualTo(404);
        }
    }

    private void aFormHasAProperAddress() {
        assertThat(kernel.create(FeedbackFormType.TYPE, Map.of("name", "新")).text("formKey"))
                .matches("f[0-9a-v]+");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("name", "x", "formKey", "Bad Key"), Map.of("name", "x", "embedders", "javascript:alert(1)"))) {
            assertThatThrownBy(() -> kernel.create(FeedbackFormType.TYPE, wrong))
                    .isInstanceOf(Invalid.class);
        }
    }

    private void aFileThatWasRefusedIsToldOfInTheConversation() {
        RecordSnapshot ticket = only("subject==*漏油*");
        new RefusedFiles(kernel.records()).refused(ticket.id(), "virus.png", Localized.of("发现病毒", "it has a virus"));
        assertThat(kernel.list(TicketMessageType.TYPE, "direction==internal", 9))
                .singleElement()
                .satisfies(told -> assertThat(told.text("body")).contains("virus.png", "发现病毒", "it has a virus"));
    }

    private static Map<String, String> filled() {
        return new HashMap<>(Map.of(
                "name", "李华",
                "email", "Li@Farwell.example",
                "subject", "密封圈漏油",
                "message", "接口处 <b>滴油</b>",
                "agreed", "yes",
                "token", TOKEN));
    }

    private RecordSnapshot only(String filter) {
        List<RecordSnapshot> found = kernel.list(TicketType.TYPE, filter, 9);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private PublicAnswer look(String path) {
        return page.answer(new PublicRequest(false, path, Map.of(), Locale.SIMPLIFIED_CHINESE));
    }

    private PublicAnswer send(String path, Map<String, String> sent) {
        return page.answer(new PublicRequest(true, path, sent, Locale.SIMPLIFIED_CHINESE));
    }

    private PublicUploads uploads() {
        return new PublicUploads() {
            @Override
            public String field(String parameter, Locale locale) {
                return "[files as " + parameter + "]";
            }

            @Override
            public void attach(String sent, String type, long recordId) {
                String files = sent + " " + type + " " + recordId;
                if (!attached.contains(files)) {
                    attached.add(files);
                }
            }
        };
    }
}
