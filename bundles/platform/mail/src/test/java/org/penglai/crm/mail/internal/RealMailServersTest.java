package org.penglai.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.mail.IncomingMailHandler;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.MailState;
import org.penglai.crm.api.mail.MailState.Status;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.mail.internal.outgoing.Dkim;
import org.penglai.crm.persistence.testing.TestDatabase;

/** The same with the mail servers that most firms run. */
class RealMailServersTest {
    private static final String SUPPORT = "support@example.com";
    private static final String SALES = "sales@example.com";
    private static final String CUSTOMER = "li@customer.example";
    private static final int MAILS = 20;

    private static RealMailServers servers;

    private final Queue<IncomingMail> seen = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void begin() throws Exception {
        assertThat(RealMailServers.areInstalled())
                .as("postfix and dovecot are installed: test.sh does it")
                .isTrue();
        servers = new RealMailServers(SUPPORT, SALES, CUSTOMER);
    }

    @AfterAll
    static void end() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aMailGoesOutSignedAndItsAnswerComesBackOnce(TestDatabase.Kind kind) throws Exception {
        try (MailWorld world = MailWorld.on(kind)) {
            emptyBoxes();
            Dkim.Keys keys = Dkim.generate();
            RecordSnapshot sender =
                    world.sender("port", servers.smtp, "dkimDomain", "example.com", "dkimSelector", "crm");
            world.secrets.put("mailSenders", sender.id(), MailSecrets.DKIM, keys.secret());
            world.attachments.add(
                    Caller.system(), "ticketMessages", 7, "说明.txt", new ByteArrayInputStream(new byte[] {'a', '\n'}));
            world.sending();
            OutgoingMail mail = OutgoingMail.about("signed", "您的工单：无法开机 𠮷")
                    .to(new MailAddress(CUSTOMER, "李华"))
                    .html("<p>您好，  <b>已修复</b>。 </p>\n\n\n")
                    .thread("tickets", 4711)
                    .filesOf("ticketMessages", 7)
                    .build();
            MailState state = world.mails.send(mail);
            MailWorld.until(
                    "sent", () -> world.mails.find("signed").orElseThrow().status() == Status.SENT);
            MailWorld.until("delivered", () -> box(CUSTOMER).size() == 1);
            byte[] delivered = box(CUSTOMER).get(0);

            assertThat(verified(delivered, keys.record())).singleElement().satisfies(signature -> {
                assertThat(signature.getDToken()).hasToString("example.com");
                assertThat(signature.getHeaders())
                        .map(CharSequence::toString)
                        .contains("from", "subject", "message-id");
            });
            byte[] forged = new String(delivered, StandardCharsets.ISO_8859_1)
                    .replaceFirst("(?m)^Date: .*$", "Date: Mon, 23 Nov 2026 09:00:00 +0800")
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> verified(forged, keys.record())).isInstanceOf(FailException.class);

            world.handler(handler());
            mailbox(world, SUPPORT, "imap", servers.imap);
            mailbox(world, SALES, "pop3", servers.pop3);
            world.receiving();
            post(List.of(SUPPORT, SALES), answer("<a@customer.example>", state.messageId()));
            MailWorld.until("handled", () -> seen.size() == 1);
            MailWorld.until(
                    "both read",
                    () -> world.kernel.list("mailFolders", "", 9).stream()
                                    .filter(folder -> folder.integer("fetched", 0) == 1)
                                    .count()
                            == 2);
            assertThat(world.incoming()).hasSize(1);
            IncomingMail answer = seen.remove();
            assertThat(seen).isEmpty();
            assertThat(answer.threads()).containsExactly(new RecordLink("tickets", 4711));
            assertThat(answer.text()).isEqualTo("还是不行，请看图");
            assertThat(answer.from()).isEqualTo(new MailAddress(CUSTOMER, "李华"));
        }
    }

    @Test
    void nothingIsLostOrDoubledWhileTheServersAreAway() throws Exception {
        try (MailWorld world = MailWorld.on(TestDatabase.Kind.POSTGRES)) {
            emptyBoxes();
            world.sender("port", servers.smtp);
            world.handler(handler());
            mailbox(world, SUPPORT, "imap", servers.imap);
            for (int i = 0; i < MAILS; i++) {
                post(List.of(SUPPORT), answer("<" + i + "@customer.example>", "<none@example.com>"));
            }
            servers.stopPostfix();
            servers.stopDovecot();
            try {
                world.sending();
                world.receiving();
                for (int i = 0; i < MAILS; i++) {
                    world.mails.send(OutgoingMail.about("away:" + i, "通知 " + i)
                            .to(MailAddress.of(CUSTOMER))
                            .text("内容")
                            .build());
                }
                MailWorld.until(
                        "told of both", () -> isFailing(world, "mailSenders") && isFailing(world, "mailFolders"));
            } finally {
                servers.startPostfix();
                servers.startDovecot();
            }
            MailWorld.until("all in", () -> seen.size() == MAILS);
            MailWorld.until("all out", () -> box(CUSTOMER).size() == MAILS);
            MailWorld.until(
                    "all known as sent",
                    () -> world.kernel.list("outgoingMails", "status==sent", 99).size() == MAILS);
            assertThat(box(CUSTOMER)).hasSize(MAILS);
            assertThat(seen).extracting(IncomingMail::messageId).hasSize(MAILS).doesNotHaveDuplicates();
            assertThat(world.incoming()).hasSize(MAILS);
        }
    }

    private static boolean isFailing(MailWorld world, String type) {
        return world.kernel.list(type, "", 9).stream().anyMatch(one -> "failing".equals(one.text("status")));
    }

    private IncomingMailHandler handler() {
        return new IncomingMailHandler() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Localized label() {
                return Localized.of("测试", "Test");
            }

            @Override
            public Result handle(IncomingMail mail) {
                seen.add(mail);
                return Result.of("incomingMails", mail.id());
            }
        };
    }

    private static void mailbox(MailWorld world, String address, String protocol, int port) {
        world.mailbox(address, protocol, "port", port);
    }

    private static byte[] answer(String id, String answered) {
        return ("From: =?GBK?B?wO67qg==?= <" + CUSTOMER + ">\r\nTo: " + SUPPORT + "\r\nCc: " + SALES
                        + "\r\nSubject: 回复\r\nMessage-ID: " + id + "\r\nIn-Reply-To: " + answered
                        + "\r\nDate: Mon, 23 Nov 2026 09:00:00 +0800\r\nMIME-Version: 1.0"
                        + "\r\nContent-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: 8bit"
                        + "\r\n\r\n还是不行，请看图\r\n")
                .getBytes(Charset.forName("GBK"));
    }

    private static void post(List<String> recipients, byte[] mail) throws MessagingException {
        servers.post(CUSTOMER, recipients, mail);
    }

    private static List<SignatureRecord> verified(byte[] mail, String published) throws Exception {
        return new DKIMVerifier((methods, selector, domain) -> {
                    assertThat(selector + "._domainkey." + domain).isEqualTo("crm._domainkey.example.com");
                    return List.of(published);
                })
                .verify(new ByteArrayInputStream(mail));
    }

    private static List<byte[]> box(String address) {
        return servers.box(address);
    }

    private static void emptyBoxes() throws MessagingException {
        for (String address : List.of(SUPPORT, SALES, CUSTOMER)) {
            try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
                store.connect("127.0.0.1", servers.imap, address, RealMailServers.PASSWORD);
                Folder folder = store.getFolder("INBOX");
                folder.open(Folder.READ_WRITE);
                for (Message message : folder.getMessages()) {
                    message.setFlag(javax.mail.Flags.Flag.DELETED, true);
                }
                folder.close(true);
            }
        }
    }
}
