package org.penglai.crm.support.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.support.internal.mail.TicketMailWorld.INBOX;
import static org.penglai.crm.support.internal.mail.TicketMailWorld.SECOND_INBOX;
import static org.penglai.crm.support.internal.mail.TicketMailWorld.letter;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Mail becomes tickets, and answers find back to them. */
class TicketMailsTest {
    private static final String LI = "李华 <li@farwell.example>";
    private static final String OTHER = "Mallory <mallory@rival.example>";
    private static final int MANY = Integer.getInteger("support.mails", 40);

    private TicketMailWorld world;
    private RecordSnapshot li;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void mailBecomesTicketsAndAnswersJoinThem(TestDatabase.Kind kind) throws Exception {
        try (TicketMailWorld opened = new TicketMailWorld(kind)) {
            world = opened;
            li = world.contact("远航物流", "李华", "li@farwell.example");
            world.contact("对手公司", "Mallory", "mallory@rival.example");
            world.receive();
            world.mail.sending();
            RecordSnapshot ticket = aMailIsATicketOfItsContact();
            String answer = theAnswerLeavesOnceInTheRightConversation(ticket);
            theAnswerToItJoinsWithoutWhatItQuotes(ticket, answer);
            nobodyJoinsTheTicketOfAnotherCustomer(ticket, answer);
            afterClosingItOpensAgainAndLaterANewOneGoesOn(ticket, answer);
            whoIsUnknownHasATicketWithoutCustomer();
            theQueueIsThatOfTheAddresseeWhereverTheMailIsFoundFirst();
            machinesAreNeverAnsweredAndMakeOneTicket(ticket, answer);
            filesGoBothWays();
            whatCannotBeSentSaysSo();
            whoeverAskedInMergedTicketsGetsTheAnswer();
            manyMailsAreOneMessageEach();
        }
    }

    private RecordSnapshot aMailIsATicketOfItsContact() {
        world.deliver(INBOX, letter(LI, "<1@farwell.example>", "泵不转", "您好，P-200 不转了。"));
        RecordSnapshot message = world.arrived("<1@farwell.example>");
        RecordSnapshot ticket = world.ticketOf(message);
        assertThat(ticket.reference("contact")).isEqualTo(li.id());
        assertThat(ticket.reference("customer")).isEqualTo(li.reference("customer"));
        assertThat(ticket.text("address")).isEqualTo("li@farwell.example");
        assertThat(ticket.text("channel")).isEqualTo("mail");
        assertThat(ticket.text("subject")).isEqualTo("泵不转");
        assertThat(ticket.reference("queue")).isNotNull();
        assertThat(message.text("body")).isEqualTo("您好，P-200 不转了。");
        world.until("acknowledged", () -> world.received("farwell.example").size() == 1);
        assertThat(world.received("farwell.example").get(0)).contains("Auto-Submitted: auto-");
        return ticket;
    }

    private String theAnswerLeavesOnceInTheRightConversation(RecordSnapshot ticket) {
        world.kernel.act(ticket, "reply", Map.of("body", "请问电压多少？"));
        RecordSnapshot answer = world.messages("direction==out").get(0);
        assertThat(answer.text("delivery")).isEqualTo("queued");
        world.until("sent", () -> "sent".equals(world.now(answer).text("delivery")));
        List<String> received = world.received("farwell.example");
        assertThat(received).hasSize(2);
        String id = world.now(answer).text("messageId");
        assertThat(received.get(1))
                .contains("In-Reply-To: <1@farwell.example>")
                .contains("References: <1@farwell.example>")
                .contains("Message-ID: " + id)
                .contains("<support@example.com>");
        assertThat(world.now(ticket).text("status")).isEqualTo("open");
        return id;
    }

    private void theAnswerToItJoinsWithoutWhatItQuotes(RecordSnapshot ticket, String answer) {
        world.kernel.act(ticket, "waitForCustomer", Map.of());
        String text = "380V。\n\n在 2026-03-02，蓬莱客服 <support@example.com> 写道：\n> 请问电压多少？";
        world.deliver(INBOX, letter(LI, "<2@farwell.example>", "Re: 泵不转", text, "In-Reply-To: " + answer));
        RecordSnapshot message = world.arrived("<2@farwell.example>");
        assertThat(message.reference("ticket")).isEqualTo(ticket.id());
        assertThat(message.text("body")).isEqualTo("380V。");
        assertThat(message.text("original")).isEqualTo(text);
        assertThat(world.now(ticket).text("status")).isEqualTo("open");
        // He writes once more before anybody answers: only his own mail is named.
        world.deliver(INBOX, letter(LI, "<3@farwell.example>", "Re: 泵不转", "补充", "References: <2@farwell.example>"));
        assertThat(world.arrived("<3@farwell.example>").reference("ticket")).isEqualTo(ticket.id());
        // A colleague of the same customer answers.
        world.kernel.create(
                "contacts", Map.of("name", "赵", "customer", li.reference("customer"), "email", "zhao@farwell.example"));
        world.deliver(
                INBOX, letter("zhao@farwell.example", "<4@farwell.example>", "Re", "我来答", "References: " + answer));
        assertThat(world.arrived("<4@farwell.example>").reference("ticket")).isEqualTo(ticket.id());
    }

    private void nobodyJoinsTheTicketOfAnotherCustomer(RecordSnapshot ticket, String answer) {
        world.deliver(INBOX, letter(OTHER, "<1@rival.example>", "Re: 泵不转", "?", "In-Reply-To: " + answer));
        world.deliver(INBOX, letter(OTHER, "<2@rival.example>", "Re: 泵不转", "?", "In-Reply-To: <1@farwell.example>"));
        String forged = answer.replaceFirst("[0-9a-f]{4}@", "0000@");
        world.deliver(INBOX, letter(LI, "<5@farwell.example>", "Re: 泵不转", "forged", "In-Reply-To: " + forged));
        Set<Long> tickets = new HashSet<>(Set.of(ticket.id()));
        for (String id : List.of("<1@rival.example>", "<2@rival.example>", "<5@farwell.example>")) {
            assertThat(tickets.add(world.arrived(id).reference("ticket")))
                    .as(id)
                    .isTrue();
        }
    }

    private void afterClosingItOpensAgainAndLaterANewOneGoesOn(RecordSnapshot ticket, String answer) {
        world.kernel.act(ticket, "resolve", Map.of("resolution", "已更换"));
        world.kernel.act(ticket, "close", Map.of());
        world.deliver(INBOX, letter(LI, "<6@farwell.example>", "Re: 泵不转", "还是不转", "In-Reply-To: " + answer));
        assertThat(world.arrived("<6@farwell.example>").reference("ticket")).isEqualTo(ticket.id());
        assertThat(world.now(ticket).text("status")).isEqualTo("open");
        world.kernel.act(ticket, "resolve", Map.of("resolution", "再次更换"));
        world.kernel.act(ticket, "close", Map.of());
        world.kernel.update(ticket, Map.of("closedAt", Instant.now().minus(Duration.ofDays(8))));
        world.deliver(INBOX, letter(LI, "<7@farwell.example>", "Re: 泵不转", "又不转了", "In-Reply-To: " + answer));
        RecordSnapshot next = world.ticketOf(world.arrived("<7@farwell.example>"));
        assertThat(next.reference("previous")).isEqualTo(ticket.id());
        assertThat(next.reference("customer")).isEqualTo(ticket.reference("customer"));
        assertThat(world.now(ticket).text("status")).isEqualTo("closed");
    }

    private void whoIsUnknownHasATicketWithoutCustomer() {
        world.deliver(INBOX, letter("new@somewhere.example", "<1@somewhere.example>", "询价", "多少钱？"));
        RecordSnapshot ticket = world.ticketOf(world.arrived("<1@somewhere.example>"));
        assertThat(ticket.reference("customer")).isNull();
        assertThat(ticket.reference("contact")).isNull();
        // No pattern that others' addresses fit.
        world.deliver(INBOX, letter("*@farwell.example", "<2@somewhere.example>", "询价", "多少钱？"));
        assertThat(world.ticketOf(world.arrived("<2@somewhere.example>")).reference("contact"))
                .isNull();
        world.deliver(INBOX, letter("root@localhost", "<1@localhost>", "cron", "done"));
        assertThat(world.ticketOf(world.arrived("<1@localhost>")).text("address"))
                .isNull();
    }

    private void theQueueIsThatOfTheAddresseeWhereverTheMailIsFoundFirst() {
        // It names the mailbox that has a queue, and the other one, which has none, is read sooner.
        world.deliver(SECOND_INBOX, letter("new@both.example", "<1@both.example>", "两处", "发给两处"));
        assertThat(world.ticketOf(world.arrived("<1@both.example>")).reference("queue"))
                .isNotNull();
        world.until("acknowledged", () -> world.received("both.example").size() == 1);
    }

    private void machinesAreNeverAnsweredAndMakeOneTicket(RecordSnapshot ticket, String answer) {
        int tickets = world.kernel.list("tickets", "", 1_000).size();
        int sent = world.kernel.list("outgoingMails", "", 1_000).size();
        IntStream.range(0, 12)
                .forEach(i -> world.deliver(
                        INBOX,
                        letter(
                                "robot@machine.example",
                                "<" + i + "@machine.example>",
                                "Out of office",
                                "I am away " + i,
                                "Auto-Submitted: auto-replied")));
        IntStream.range(0, 6)
                .forEach(i -> world.deliver(
                        INBOX,
                        letter(
                                LI,
                                "<away" + i + "@farwell.example>",
                                "自动回复: 泵不转",
                                "外出 " + i,
                                "In-Reply-To: " + answer,
                                "Precedence: auto_reply")));
        world.until(
                "all looked at",
                () -> world.kernel.list("incomingMails", "status==ignored", 99).size() == 9 + 3);
        assertThat(world.kernel.list("tickets", "", 1_000)).hasSize(tickets + 1);
        assertThat(world.messages("automatic==true")).hasSize(6);
        assertThat(world.kernel.list("outgoingMails", "", 1_000)).hasSize(sent);
        assertThat(world.now(ticket).text("status"))
                .as("a machine opens nothing")
                .isEqualTo("closed");
    }

    private void filesGoBothWays() throws Exception {
        String html = "From: " + LI + "\nTo: " + INBOX
                + "\nMessage-ID: <8@farwell.example>\nSubject: 照片\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/related; boundary=A\n\n--A\nContent-Type: text/html; charset=UTF-8\n\n"
                + "<p>看图<script>alert(1)</script><img src=\"cid:p1\"><img src=\"http://track.example/x.gif\"></p>\n"
                + "--A\nContent-Type: image/png; name=pump.png\nContent-ID: <p1>\n"
                + "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--A--\n";
        world.deliver(INBOX, html);
        RecordSnapshot message = world.arrived("<8@farwell.example>");
        assertThat(message.text("html"))
                .contains("data-file=\"pump.png\"")
                .contains("data-remote=\"http://track.example/x.gif\"")
                .doesNotContain("script");
        world.until(
                "its file",
                () -> world.mail
                                .attachments
                                .list(Caller.system(), "ticketMessages", message.id())
                                .size()
                        == 1);

        RecordSnapshot draft = world.kernel.create(
                "ticketMessages",
                Map.of(
                        "ticket",
                        message.reference("ticket"),
                        "direction",
                        "out",
                        "delivery",
                        "draft",
                        "body",
                        "见附件",
                        "ccAddresses",
                        "boss@farwell.example"));
        assertThat(world.ticketOf(message).text("status")).isEqualTo("new");
        world.mail.attachments.add(
                Caller.system(),
                "ticketMessages",
                draft.id(),
                "manual.txt",
                new ByteArrayInputStream("how to".getBytes(StandardCharsets.UTF_8)));
        world.kernel.act(draft, "send", Map.of());
        world.until("sent", () -> "sent".equals(world.now(draft).text("delivery")));
        assertThat(world.ticketOf(message).text("status")).isEqualTo("open");
        assertThat(world.received("farwell.example"))
                .filteredOn(mail -> mail.contains("manual.txt"))
                .isNotEmpty()
                .allMatch(mail -> mail.contains("Cc: boss@farwell.example"));
    }

    private void whatCannotBeSentSaysSo() {
        RecordSnapshot ticket =
                world.kernel.create("tickets", Map.of("subject", "电话", "address", "li@farwell.example"));
        world.kernel.act(ticket, "reply", Map.of("body", "您好", "ccAddresses", "mailto:boss@farwell.example"));
        String failed = "delivery==failed";
        world.until("failed", () -> !world.messages(failed).isEmpty());
        assertThat(world.messages(failed).get(0).text("deliveryError")).isNotBlank();
    }

    private void whoeverAskedInMergedTicketsGetsTheAnswer() {
        world.deliver(INBOX, letter(LI, "<20@farwell.example>", "漏水", "漏水了"));
        world.deliver(INBOX, letter(OTHER, "<20@rival.example>", "Leak", "It leaks"));
        RecordSnapshot kept = world.ticketOf(world.arrived("<20@farwell.example>"));
        RecordSnapshot message = world.arrived("<20@rival.example>");
        RecordSnapshot merged = world.ticketOf(message);
        world.kernel.act(merged, "merge", Map.of("into", kept.id()));
        assertThat(world.now(message).reference("ticket")).isEqualTo(kept.id());
        assertThat(world.now(merged).text("status")).isEqualTo("merged");
        world.kernel.act(kept, "reply", Map.of("body", "已派人检修"));
        String said = "body==已派人检修;delivery==sent";
        world.until("sent", () -> world.messages(said).size() == 1);
        String answer = world.messages(said).get(0).text("messageId");
        for (String address : List.of("li@farwell.example", "mallory@rival.example")) {
            assertThat(world.inbox(address))
                    .filteredOn(mail -> mail.contains(answer))
                    .as(address)
                    .hasSize(1)
                    .noneMatch(mail -> mail.contains("mallory"));
        }
        world.deliver(INBOX, letter(OTHER, "<21@rival.example>", "Re: Leak", "Thanks", "In-Reply-To: " + answer));
        assertThat(world.arrived("<21@rival.example>").reference("ticket")).isEqualTo(kept.id());
        world.kernel.act(merged, "unmerge", Map.of());
        assertThat(world.now(message).reference("ticket")).isEqualTo(merged.id());
        assertThat(world.messages("ticket==" + RecordId.format(merged.id()))).hasSize(1);
        assertThat(world.messages("ticket==" + RecordId.format(kept.id()))).hasSize(3);
    }

    private void manyMailsAreOneMessageEach() throws Exception {
        int before = world.messages("direction==in").size();
        int sent = world.kernel.list("outgoingMails", "", 1_000).size();
        for (int i = 0; i < MANY; i++) {
            String mail = letter(
                    "c" + i + "@many.example", "<" + i + "@many.example>", "问题 " + i, "正文 " + i, "Precedence: normal");
            world.deliver(INBOX, mail);
            world.deliver(SECOND_INBOX, "Received: by another server\n" + mail);
            if (i == MANY / 3) {
                world.mail.stopAll();
                world.receive();
                world.mail.sending();
            }
        }
        world.until(
                "some of them",
                () -> world.messages("fromAddress=like=\"*@many.example\"").size() > 1);
        world.mail.stopAll();
        world.receive();
        world.mail.sending();
        world.until(
                "all",
                () -> world.kernel.list("incomingMails", "status==new", 1).isEmpty()
                        && world.kernel
                                        .list("tickets", "address=like=\"*@many.example\"", 1_000)
                                        .size()
                                >= MANY);
        List<RecordSnapshot> messages = world.messages("fromAddress=like=\"*@many.example\"");
        assertThat(messages).hasSize(MANY);
        assertThat(messages).extracting(message -> message.text("messageId")).doesNotHaveDuplicates();
        assertThat(messages).extracting(message -> message.reference("ticket")).doesNotHaveDuplicates();
        messages.stream()
                .limit(20)
                .forEach(message ->
                        world.kernel.act(world.ticketOf(message), "reply", Map.of("body", "收到 " + message.id())));
        world.until(
                "answered", () -> world.messages("delivery==sent;body=like=收到*").size() == 20);
        messages.stream().limit(20).forEach(message -> assertThat(world.received("many.example"))
                .filteredOn(mail ->
                        mail.contains("In-Reply-To: " + message.text("messageId")) && !mail.contains("Auto-Submitted"))
                .hasSize(1));
    }
}
