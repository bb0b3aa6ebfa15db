package org.penglai.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.MailState;
import org.penglai.crm.api.mail.MailState.Status;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What is sent is sent once, in time, and as it was written. */
class SendingTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aMailArrivesAsItWasWritten(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.sender();
            world.user("li@customer.example");
            world.attachments.add(Caller.system(), "ticketMessages", 7, "图 1.png", content("picture"));
            world.attachments.add(Caller.system(), "ticketMessages", 7, "说明.txt", content("words"));
            world.sending();
            OutgoingMail mail = OutgoingMail.about("ticketMessages:7", "回复：无法开机\r\nBcc: evil@example.com")
                    .to(new MailAddress("li@customer.example", "李华"))
                    .html("<p>您好，<b>已修复</b>。<img src=\"cid:图 1.png\"><script>alert(1)</script></p>")
                    .thread("tickets", 4711)
                    .filesOf("ticketMessages", 7)
                    .answers("<question@customer.example>", List.of("<first@customer.example>"))
                    .build();
            MailState state = world.mails.send(mail);
            assertThat(world.mails.send(mail).id()).as("asked twice").isEqualTo(state.id());
            MailWorld.until("sent", () -> status(world, mail.key()) == Status.SENT);

            MimeMessage[] received = world.server.getReceivedMessages();
            assertThat(received).hasSize(1);
            assertThat(received[0].getSubject()).isEqualTo("回复：无法开机 Bcc: evil@example.com");
            assertThat(received[0].getMessageID()).isEqualTo(state.messageId());
            assertThat(received[0].getHeader("In-Reply-To", ",")).isEqualTo("<question@customer.example>");
            assertThat(received[0].getHeader("References", ","))
                    .isEqualTo("<first@customer.example> <question@customer.example>");
            assertThat(received[0].getFrom()[0].toString()).endsWith("<support@example.com>");
            var parsed = new org.penglai.crm.mail.internal.mime.MailParser()
                    .parse(new ByteArrayInputStream(
                            GreenMailUtil.getWholeMessage(received[0]).getBytes(StandardCharsets.UTF_8)));
            assertThat(parsed.from().name()).isEqualTo("蓬莱客服");
            assertThat(parsed.text()).isEqualTo("您好，已修复。");
            assertThat(parsed.html()).contains("已修复").doesNotContain("script");
            assertThat(parsed.files())
                    .extracting(file -> file.name() + " " + file.shown())
                    .containsExactlyInAnyOrder("图 1.png true", "说明.txt false");
            assertThat(world.threads.about(List.of(state.messageId())))
                    .containsExactly(new RecordLink("tickets", 4711));
            assertThat(world.threads.about(List.of(state.messageId().replace("tickets", "orders"))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nothingIsLostOrDoubledWhileTheServerIsAway(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.sender("connections", 4);
            world.user("li@customer.example");
            world.server.getSmtp().stopService();
            world.sending();
            world.sending();
            for (int i = 0; i < 40; i++) {
                world.mails.send(letter("away:" + i).build());
            }
            MailWorld.until("told", () -> "failing"
                    .equals(world.kernel.list("mailSenders", "", 1).get(0).text("status")));
            int port = world.server.getSmtp().getPort();
            world.server.getSmtp().stopService();
            com.icegreen.greenmail.util.GreenMail again = new com.icegreen.greenmail.util.GreenMail(
                    new com.icegreen.greenmail.util.ServerSetup(port, "127.0.0.1", "smtp"));
            again.start();
            try {
                MailWorld.until(
                        "all sent",
                        () -> world.kernel
                                        .list("outgoingMails", "status==sent", 100)
                                        .size()
                                == 40);
                Set<String> ids = Arrays.stream(again.getReceivedMessages())
                        .map(SendingTest::messageId)
                        .collect(Collectors.toSet());
                assertThat(again.getReceivedMessages()).hasSize(40);
                assertThat(ids).hasSize(40);
            } finally {
                again.stop();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsNotDueYetCanBeCalledBack(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.sender();
            world.user("li@customer.example");
            world.mails.send(
                    letter("later").notBefore(Instant.now().plusSeconds(3_600)).build());
            world.mails.send(letter("now").build());
            world.sending();
            MailWorld.until("sent", () -> status(world, "now") == Status.SENT);
            assertThat(status(world, "later")).isEqualTo(Status.QUEUED);
            assertThat(world.mails.recall("later")).isTrue();
            assertThat(world.mails.recall("later")).isFalse();
            assertThat(world.mails.recall("now")).as("too late").isFalse();
            assertThat(status(world, "later")).isEqualTo(Status.RECALLED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aSenderKeepsItsLimitAndSuppressedAddressesGetNothing(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.sender("perMinute", 3);
            world.user("li@customer.example");
            world.suppressed.add("no@customer.example");
            world.mails.send(
                    letter("both").to(MailAddress.of("no@customer.example")).build());
            world.mails.send(OutgoingMail.about("none", "x")
                    .to(MailAddress.of("no@customer.example"))
                    .text("x")
                    .build());
            world.sending();
            MailWorld.until("given up", () -> status(world, "none") == Status.FAILED);
            MailWorld.until("sent", () -> status(world, "both") == Status.SENT);
            assertThat(world.mails.find("both").orElseThrow().error()).contains("no@customer.example");
            for (int i = 0; i < 6; i++) {
                world.mails.send(letter("limit:" + i).build());
            }
            MailWorld.until("the limit", () -> world.server.getReceivedMessages().length == 3);
            MailWorld.until("nothing under way", () -> world.kernel
                    .list("outgoingMails", "status==sending", 9)
                    .isEmpty());
            assertThat(world.server.getReceivedMessages()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatWasBeingSentWhenTheProcessEndedIsSentAgainOnlyIfNoServerCanHaveIt(TestDatabase.Kind kind)
            throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.sender();
            world.user("li@customer.example");
            long before = world.mails.send(letter("before").build()).id();
            long within = world.mails.send(letter("within").build()).id();
            abandon(world, before, false);
            abandon(world, within, true);
            world.sending();
            MailWorld.until("sent", () -> status(world, "before") == Status.SENT);
            MailWorld.until("held", () -> status(world, "within") == Status.UNCERTAIN);
            assertThat(world.server.getReceivedMessages()).hasSize(1);
            world.kernel.act(
                    world.kernel.list("outgoingMails", "status==uncertain", 1).get(0), "sendNow", java.util.Map.of());
            MailWorld.until("sent on demand", () -> status(world, "within") == Status.SENT);
        }
    }

    /** As a process leaves it that was killed. */
    private static void abandon(MailWorld world, long id, boolean handing) {
        world.kernel.database().transactions().run(transaction -> transaction
                .sql()
                .update(MailTables.OUTGOING)
                .set(MailTables.STATUS, "sending")
                .set(MailTables.LEASE_OWNER, "gone")
                .set(MailTables.LEASE_UNTIL, MailTables.at(Instant.now().minusSeconds(1)))
                .set(MailTables.HANDING, handing)
                .where(MailTables.ID.eq(id))
                .execute());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatCannotBeSentIsRefusedAtOnce(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            assertThatThrownBy(() -> world.mails.send(letter("x").build())).isInstanceOf(Invalid.class);
            world.sender();
            assertThatThrownBy(
                            () -> world.mails.send(OutgoingMail.about("x", "x").build()))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> world.mails.send(OutgoingMail.about("x", "x")
                            .to(MailAddress.of("li@customer.example, evil@example.com"))
                            .build()))
                    .isInstanceOf(Invalid.class);
        }
    }

    private static OutgoingMail.Builder letter(String key) {
        return OutgoingMail.about(key, "通知 " + key)
                .to(MailAddress.of("li@customer.example"))
                .text("内容 " + key);
    }

    private static Status status(MailWorld world, String key) {
        return world.mails.find(key).orElseThrow().status();
    }

    private static String messageId(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (javax.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
