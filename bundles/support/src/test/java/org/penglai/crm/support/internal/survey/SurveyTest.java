package org.penglai.crm.support.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.mail.MailState;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** Customers are asked once, answer once by a link that nobody can guess, and looking at it is no answer. */
class SurveyTest {
    private static final Pattern LINK =
            Pattern.compile("https://crm\\.example\\.com/public/survey/([\\w-]+)\\?score=5");

    private final MovedClock time = new MovedClock();
    private final Map<String, OutgoingMail> sent = new LinkedHashMap<>();
    private boolean mailIsAway;
    private TestKernel kernel;
    private Asking asking;
    private SurveyPage page;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void customersSayHowTheyWereHelped(TestDatabase.Kind kind) {
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            asking = new Asking(kernel.records(), mails(), time);
            page = new SurveyPage(kernel.records(), time);
            kernel.create(
                    SurveyType.TYPE,
                    Map.of("name", "满意度", "address", "https://crm.example.com/", "lowScore", 2, "reopens", true));
            whoLooksAtTheLinkScoresNothingAndWhoAnswersScoresOnce();
            aTicketIsAskedAboutOnceHoweverOftenItIsClosed();
            aLowScoreOpensTheTicketAgain();
            whatIsNoScoreIsAskedForAgain();
            anExpiredOrInventedLinkScoresNothing();
            whoHasNoAddressIsNotAskedNorIsAMachine();
            whatIsMergedIsAskedAboutOnceAndWhatIsTakenApartForItself();
            aMailThatCouldNotBeSentIsSentLaterWithALinkThatOpens();
        }
    }

    private void whoLooksAtTheLinkScoresNothingAndWhoAnswersScoresOnce() {
        RecordSnapshot ticket = closed(Map.of());
        String token = token(ticket);
        PublicAnswer shown = look(token, "score", "5");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("value=\"5\" checked").doesNotContain("<script");
        assertThat(response(ticket).values().get("score")).isNull();
        assertThat(response(ticket).text("tokenHash")).doesNotContain(token);
        PublicAnswer taken = send(token, Map.of("score", "4", "comment", "很快 <b>谢谢</b>"));
        assertThat(taken.status()).isEqualTo(303);
        assertThat(response(ticket).integer("score", 0)).isEqualTo(4);
        assertThat(response(ticket).text("comment")).isEqualTo("很快 <b>谢谢</b>");
        assertThat(now(ticket).integer("satisfaction", 0)).isEqualTo(4);
        assertThat(send(token, Map.of("score", "1")).body()).contains("已收到您的评价");
        assertThat(response(ticket).integer("score", 0)).isEqualTo(4);
        assertThat(now(ticket).text("status")).isEqualTo("closed");
    }

    private void aTicketIsAskedAboutOnceHoweverOftenItIsClosed() {
        RecordSnapshot ticket = closed(Map.of());
        int before = sent.size();
        tell(ticket);
        kernel.act(now(ticket), "reopen", Map.of());
        kernel.act(now(ticket), "resolve", Map.of("resolution", "再次处理"));
        kernel.act(now(ticket), "close", Map.of());
        tell(ticket);
        assertThat(sent).hasSize(before);
    }

    private void aLowScoreOpensTheTicketAgain() {
        RecordSnapshot ticket = closed(Map.of());
        send(token(ticket), Map.of("score", "2"));
        assertThat(now(ticket).text("status")).isEqualTo("open");
        assertThat(now(ticket).integer("satisfaction", 0)).isEqualTo(2);
        assertThat(now(ticket).integer("reopenCount", 0)).isOne();
    }

    private void whatIsNoScoreIsAskedForAgain() {
        RecordSnapshot ticket = closed(Map.of());
        for (String wrong : List.of("", "0", "6", "-1", "5.0", "five", "999999999999")) {
            PublicAnswer answer = send(token(ticket), Map.of("score", wrong, "comment", "<i>差</i>"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("请选择一个分数", "&lt;i&gt;差&lt;/i&gt;");
        }
        assertThat(response(ticket).values().get("score")).isNull();
    }

    private void anExpiredOrInventedLinkScoresNothing() {
        RecordSnapshot ticket = closed(Map.of());
        String token = token(ticket);
        time.move(Duration.ofDays(30));
        assertThat(send(token, Map.of("score", "5")).status()).isEqualTo(410);
        assertThat(response(ticket).values().get("score")).isNull();
        for (String wrong : List.of("", "a", "A".repeat(22), "' or 1=1 --", "../../customers")) {
            assertThat(send(wrong, Map.of("score", "5")).status()).isEqualTo(404);
        }
    }

    private void whoHasNoAddressIsNotAskedNorIsAMachine() {
        int before = sent.size();
        closed(Map.of("address", ""));
        closed(Map.of("automatic", true));
        assertThat(sent).hasSize(before);
    }

    private void whatIsMergedIsAskedAboutOnceAndWhatIsTakenApartForItself() {
        RecordSnapshot scored = closed(Map.of());
        send(token(scored), Map.of("score", "5"));
        kernel.act(now(scored), "reopen", Map.of());
        Map<String, Object> values = Map.of("subject", "泵还是不转", "address", "li@example.com");
        RecordSnapshot doubled = kernel.create(TicketType.TYPE, values);
        RecordSnapshot into = kernel.create(TicketType.TYPE, values);
        int before = sent.size();
        for (RecordSnapshot one : List.of(scored, doubled)) {
            kernel.act(now(one), "merge", Map.of("into", into.id()));
            tell(one);
        }
        assertThat(sent).as("what is merged is not over").hasSize(before);
        finish(into);
        assertThat(sent).as("asked once for all").hasSize(before + 1);
        send(token(into), Map.of("score", "4"));
        assertThat(now(into).integer("satisfaction", 0)).isEqualTo(4);
        assertThat(now(scored).integer("satisfaction", 0))
                .as("what was said stays")
                .isEqualTo(5);
        assertThat(kernel.list(SurveyResponseType.TYPE, "ticket==" + RecordId.format(doubled.id()), 2))
                .isEmpty();

        kernel.act(now(into), "reopen", Map.of());
        for (RecordSnapshot one : List.of(scored, doubled)) {
            kernel.act(now(one), "unmerge", Map.of());
            finish(one);
        }
        finish(into);
        assertThat(sent).as("only one of the three was never asked about").hasSize(before + 2);
        assertThat(response(doubled).values().get("askedAt")).isNotNull();
    }

    private void finish(RecordSnapshot ticket) {
        kernel.act(now(ticket), "resolve", Map.of("resolution", "已更换"));
        kernel.act(now(ticket), "close", Map.of());
        tell(ticket);
    }

    private void aMailThatCouldNotBeSentIsSentLaterWithALinkThatOpens() {
        mailIsAway = true;
        int before = sent.size();
        RecordSnapshot ticket = closed(Map.of());
        assertThat(sent).hasSize(before);
        assertThat(response(ticket).values().get("askedAt")).isNull();
        mailIsAway = false;
        tell(ticket);
        tell(ticket);
        assertThat(sent).hasSize(before + 1);
        assertThat(look(token(ticket), "lang", "en").status()).isEqualTo(200);
        assertThat(response(ticket).values().get("askedAt")).isNotNull();
    }

    private RecordSnapshot closed(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("subject", "泵不转", "address", "li@example.com"));
        values.putAll(more);
        values.values().removeIf(""::equals);
        RecordSnapshot ticket = kernel.create(TicketType.TYPE, values);
        finish(ticket);
        return ticket;
    }

    private void tell(RecordSnapshot ticket) {
        asking.handle(new RecordEvent(1, Instant.now(), TicketType.TYPE, ticket.id(), 1, "close", 0, Map.of()));
    }

    private String token(RecordSnapshot ticket) {
        OutgoingMail mail =
                sent.get("surveyResponses:" + RecordId.format(response(ticket).id()));
        assertThat(mail.to()).extracting(address -> address.address()).containsExactly("li@example.com");
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private RecordSnapshot response(RecordSnapshot ticket) {
        return kernel.list(SurveyResponseType.TYPE, "ticket==" + RecordId.format(ticket.id()), 2)
                .get(0);
    }

    private PublicAnswer look(String token, String name, String value) {
        return page.answer(new PublicRequest(false, token, Map.of(name, value), Locale.SIMPLIFIED_CHINESE));
    }

    private PublicAnswer send(String token, Map<String, String> form) {
        return page.answer(new PublicRequest(true, token, form, Locale.SIMPLIFIED_CHINESE));
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private Mails mails() {
        return (Mails) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Mails.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        return Optional.ofNullable(sent.get(arguments[0])).map(SurveyTest::state);
                    }
                    if (mailIsAway) {
                        throw new Invalid(List.of(Violation.of("sender", "noSender", "没有发件人。", "There is no sender.")));
                    }
                    OutgoingMail mail = (OutgoingMail) arguments[0];
                    sent.putIfAbsent(mail.key(), mail);
                    return state(mail);
                });
    }

    private static MailState state(OutgoingMail mail) {
        return new MailState(1, mail.key(), "<1@example.com>", MailState.Status.QUEUED, 0, null, null, null);
    }

    private TestKernel open(TestDatabase.Kind kind) {
        return TestKernel.on(
                kind,
                time,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketQueueType(),
                new TicketType(),
                new TicketMessageType(),
                new SurveyType(),
                new SurveyResponseType());
    }
}
