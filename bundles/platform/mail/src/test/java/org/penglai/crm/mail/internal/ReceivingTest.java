package org.penglai.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.mail.IncomingMailHandler;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.MailState.Status;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What arrives is taken in once, and given to whom it goes to until he has dealt with it. */
class ReceivingTest {
    private final Queue<IncomingMail> seen = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theSameMailOfTwoMailboxesComesOnce(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.handler(handler("test"));
            world.mailbox("support@example.com", "imap");
            world.mailbox("sales@example.com", "pop3");
            world.receiving();
            for (int i = 0; i < 12; i++) {
                String mail = mail("<" + i + "@customer.example>", "问题 " + i, "");
                deliver(world, "support@example.com", mail);
                deliver(world, "sales@example.com", "Received: by another server\r\n" + mail);
            }
            MailWorld.until("both read", () -> world.kernel.list("mailFolders", "", 9).stream()
                    .allMatch(folder -> folder.integer("fetched", 0) == 12));
            MailWorld.until(
                    "all handled",
                    () -> world.kernel
                                    .list("incomingMails", "status==handled", 99)
                                    .size()
                            == 12);
            assertThat(world.incoming()).hasSize(12);
            assertThat(seen).extracting(IncomingMail::messageId).doesNotHaveDuplicates();

            // The mail of a stranger with the Message-ID of another one is not that one.
            deliver(world, "support@example.com", mail("<3@customer.example>", "另一封", ""));
            MailWorld.until("the stranger's", () -> seen.size() == 13);
            world.stopAll();
            world.receiving();
            deliver(world, "support@example.com", mail("<99@customer.example>", "之后", ""));
            MailWorld.until("the next one", () -> seen.size() == 14);
            assertThat(world.incoming()).hasSize(14);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAnswerNamesWhatOurMailWasAboutAndItsFilesGoAlong(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.sender();
            world.user("li@customer.example");
            world.sending();
            OutgoingMail question = OutgoingMail.about("q", "您的工单")
                    .to(MailAddress.of("li@customer.example"))
                    .text("收到")
                    .thread("tickets", 99)
                    .build();
            String messageId = world.mails.send(question).messageId();
            MailWorld.until("sent", () -> world.mails.find("q").orElseThrow().status() == Status.SENT);
            world.handler(handler("test"));
            world.mailbox("support@example.com", "imap");
            world.receiving();
            String gbk = "From: 李华 <li@customer.example>\r\nTo: support@example.com\r\nSubject: 回复\r\nMessage-ID:"
                    + " <a@customer.example>\r\nIn-Reply-To: " + messageId
                    + "\r\nContent-Type: multipart/mixed; boundary=A\r\n\r\n--A\r\nContent-Type: text/plain;"
                    + " charset=gb2312\r\n\r\n请看图\r\n--A\r\nContent-Type: image/png; name=合同.png\r\n\r\npng\r\n--A--\r\n";
            deliver(world, "support@example.com", gbk.getBytes(Charset.forName("GBK")));
            MailWorld.until("handled", () -> !world.kernel
                    .list("incomingMails", "status==handled", 1)
                    .isEmpty());
            IncomingMail mail = seen.remove();
            assertThat(mail.threads()).containsExactly(new RecordLink("tickets", 99));
            assertThat(mail.text()).isEqualTo("请看图");
            assertThat(mail.from()).isEqualTo(new MailAddress("li@customer.example", "李华"));
            assertThat(world.attachments.list(Caller.system(), "incomingMails", mail.id()))
                    .extracting(file -> file.name())
                    .containsExactlyInAnyOrder("mail.eml", "合同.png");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void mailWaitsForItsHandlerAndIsSetAsideWhenItCannotBeRead(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.mailbox("late@example.com", "imap", "destination", "late");
            world.mailbox("nobody@example.com", "imap", "destination", null);
            world.receiving();
            deliver(world, "late@example.com", mail("<1@x.example>", "等", ""));
            deliver(world, "nobody@example.com", mail("<2@x.example>", "留", ""));
            deliver(world, "nobody@example.com", mail("<3@x.example>", "坏", tooDeep()));
            MailWorld.until(
                    "looked at",
                    () -> world.incoming().size() == 3
                            && world.kernel
                                            .list("incomingMails", "status=in=(kept,broken)", 9)
                                            .size()
                                    == 2);
            assertThat(one(world, "等").text("status")).isEqualTo("new");
            assertThat(one(world, "留").text("status")).isEqualTo("kept");
            assertThat(one(world, "坏").text("status")).isEqualTo("broken");
            assertThat(one(world, "坏").text("reason")).isEqualTo("nested too deeply");
            assertThat(world.attachments.list(
                            Caller.system(), "incomingMails", one(world, "坏").id()))
                    .as("never lost")
                    .hasSize(1);
            IncomingMailHandler late = handler("late");
            world.handler(late);
            MailWorld.until("handled", () -> "handled".equals(one(world, "等").text("status")));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFailingHandlerGetsTheMailAgain(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            AtomicInteger calls = new AtomicInteger();
            world.handler(new Answering("shaky", mail -> {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("not yet");
                }
                return IncomingMailHandler.Result.ignored("spam");
            }));
            world.mailbox("shaky@example.com", "imap", "destination", "shaky");
            world.receiving();
            deliver(world, "shaky@example.com", mail("<1@x.example>", "一", ""));
            MailWorld.until(
                    "failed once",
                    () -> !world.incoming().isEmpty() && world.incoming().get(0).integer("attempts", 0) == 1);
            assertThat(world.incoming().get(0).text("reason")).isEqualTo("not yet");
            assertThat(world.incoming().get(0).text("status")).isEqualTo("new");
            world.kernel.database().transactions().run(transaction -> transaction
                    .sql()
                    .update(MailTables.INCOMING)
                    .set(MailTables.NEXT_TRY, MailTables.CREATED_AT)
                    .execute());
            MailWorld.until("ignored", () -> "ignored".equals(one(world, "一").text("status")));
            assertThat(one(world, "一").text("reason")).isEqualTo("spam");
            world.kernel.act(one(world, "一"), "handleAgain", Map.of());
            MailWorld.until("again", () -> calls.get() == 3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aServerThatIsAwayIsToldOfAndLookingAgainMakesNothingTwice(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            world.handler(handler("test"));
            RecordSnapshot box = world.mailbox("support@example.com", "imap");
            world.kernel.update(box, Map.of("host", "127.0.0.2", "port", 9));
            world.receiving();
            MailWorld.until("told", () -> folder(world)
                    .map(one -> "failing".equals(one.text("status")))
                    .orElse(false));
            assertThat(folder(world).orElseThrow().text("lastError")).isNotBlank();
            deliver(world, "support@example.com", mail("<1@x.example>", "一", ""));
            world.kernel.update(
                    box,
                    Map.of("host", "127.0.0.1", "port", world.server.getImap().getPort()));
            MailWorld.until(
                    "well", () -> "well".equals(folder(world).orElseThrow().text("status")) && seen.size() == 1);
            // Somebody lost the record of what had been read; looking again finds the same mail.
            world.kernel.act(world.kernel.now(box).orElseThrow(), "repair", Map.of());
            MailWorld.until(
                    "looked at again",
                    () -> !Boolean.TRUE.equals(
                            folder(world).orElseThrow().values().get("reread")));
            assertThat(world.incoming()).hasSize(1);
            assertThat(seen).hasSize(1);
        }
    }

    private static java.util.Optional<RecordSnapshot> folder(MailWorld world) {
        return world.kernel.list("mailFolders", "", 1).stream().findFirst();
    }

    private static RecordSnapshot one(MailWorld world, String subject) {
        return world.kernel.list("incomingMails", "subject==" + subject, 1).get(0);
    }

    private IncomingMailHandler handler(String name) {
        return new Answering(name, mail -> {
            seen.add(mail);
            return IncomingMailHandler.Result.of("incomingMails", mail.id());
        });
    }

    private record Answering(String name, java.util.function.Function<IncomingMail, Result> answer)
            implements IncomingMailHandler {
        @Override
        public Localized label() {
            return Localized.of(name, name);
        }

        @Override
        public Result handle(IncomingMail mail) {
            return answer.apply(mail);
        }
    }

    private static String mail(String id, String subject, String body) {
        return "From: li@customer.example\r\nTo: support@example.com\r\nMessage-ID: " + id + "\r\nSubject: " + subject
                + "\r\nDate: Mon, 23 Nov 2026 09:00:00 +0800\r\n" + body + "\r\n正文\r\n";
    }

    private static String tooDeep() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=B")
                    .append(i)
                    .append("\r\n\r\n--B")
                    .append(i)
                    .append("\r\n");
        }
        return deep.toString();
    }

    private static void deliver(MailWorld world, String address, String mail) {
        deliver(world, address, mail.getBytes(StandardCharsets.UTF_8));
    }

    private static void deliver(MailWorld world, String address, byte[] mail) {
        GreenMailUser user = world.user(address);
        try {
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
