package org.penglai.crm.mail.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penglai.crm.api.mail.IncomingMail.Origin;
import org.penglai.crm.api.mail.MailAddress;

/** Mails as they really come: in many character sets, nested, wrapped, and broken. */
class MailParserTest {
    private final MailParser parser = new MailParser();

    @ParameterizedTest
    @CsvSource({
        "GB2312, GB18030, 镕基朱先生您好：機器無法開機",
        "GBK, GB18030, 請問𠮷野家的发票",
        "gb18030, GB18030, 㐀𠀀龘",
        "big5, Big5-HKSCS, 請問發票開好了嗎",
        "iso-2022-jp, ISO-2022-JP, 領収書をお願いします",
        "utf-8, UTF-8, 您好 👋",
        "euc-kr, x-windows-949, 안녕하세요"
    })
    void isReadInTheCharacterSetItIsWrittenIn(String named, String real, String text) throws Exception {
        Charset charset = Charset.forName(real);
        byte[] words = text.getBytes(charset);
        String subject = "=?" + named + "?B?" + Base64.getEncoder().encodeToString(words) + "?=";
        ParsedMail mail = parse(
                "From: " + subject + " <li@customer.example>\r\nSubject: Re: " + subject
                        + "\r\nContent-Type: text/plain; charset=" + named
                        + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
                words);
        assertThat(mail.subject()).isEqualTo("Re: " + text);
        assertThat(mail.text()).isEqualTo(text);
        assertThat(mail.from()).isEqualTo(new MailAddress("li@customer.example", text));
    }

    @Test
    void chineseOfIso2022CnIsRead() throws Exception {
        byte[] words = {0x1B, '$', ')', 'A', 0x0E, 0x56, 0x50, 0x0F, '!'};
        ParsedMail mail = parse("Content-Type: text/plain; charset=ISO-2022-CN\r\n\r\n", words);
        assertThat(mail.text()).isEqualTo("中!");
    }

    @Test
    void bytesThatNobodyExplainsAreGuessed() throws Exception {
        Charset gbk = Charset.forName("GB18030");
        byte[] head = "From: 李华 <li@customer.example>\r\nSubject: 机器坏了\r\n\r\n无法开机".getBytes(gbk);
        ParsedMail mail = parser.parse(new ByteArrayInputStream(head));
        assertThat(mail.subject()).isEqualTo("机器坏了");
        assertThat(mail.from().name()).isEqualTo("李华");
        assertThat(mail.text()).isEqualTo("无法开机");
        ParsedMail lie = parse("Content-Type: text/plain; charset=utf-8\r\n\r\n", "无法开机".getBytes(gbk));
        assertThat(lie.text()).as("says UTF-8, is GBK").isEqualTo("无法开机");
    }

    @Test
    void aCharacterCutBetweenTwoEncodedWordsIsPutTogether() throws Exception {
        byte[] words = "测试邮件".getBytes(StandardCharsets.UTF_8);
        String first = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(words, 4));
        String second = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(words, 4, words.length));
        ParsedMail mail = parse("Subject: =?utf-8?B?" + first + "?=\r\n =?utf-8?B?" + second + "?= ok\r\n\r\n");
        assertThat(mail.subject()).isEqualTo("测试邮件 ok");
    }

    @Test
    void nestedPartsGiveOneBodyAndFilesWithNamesOfTheirOwn() throws Exception {
        ParsedMail mail = parse(
                """
                From: li@customer.example
                To: "支持, 团队" <support@example.com>, undisclosed: a@x.example, b@x.example;
                Subject: nested
                Message-ID: <1@customer.example>
                In-Reply-To: <0@example.com>
                References: <a@example.com>
                 <0@example.com>
                Date: Mon, 23 Nov 2026 09:00:00 +0800
                Content-Type: multipart/mixed; boundary=A

                --A
                Content-Type: multipart/alternative; boundary=B

                --B
                Content-Type: text/plain; charset=utf-8

                plain
                --B
                Content-Type: multipart/related; boundary=C

                --C
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>rich =E4=BD=A0=
                =E5=A5=BD <img src=3D"cid:pic@1"></p>
                --C
                Content-Type: image/png; name="图.png"
                Content-ID: <pic@1>
                Content-Transfer-Encoding: base64

                iVBORw0K
                --C--
                --B--
                --A
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*=utf-8''%E5%90%88%E5%90%8C.pdf

                one
                --A
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="=?gb2312?B?us/NrC5wZGY=?="

                two
                --A
                Content-Type: message/rfc822
                Content-Disposition: attachment

                Subject: inner

                inner
                --A
                Content-Type: text/plain; name="..\\\\..\\\\evil.txt"

                three
                --A--
                """
                        .replace("\n", "\r\n"));
        assertThat(mail.text()).isEqualTo("plain");
        assertThat(mail.html()).contains("rich 你好").contains("data-file=\"图.png\"");
        assertThat(mail.files())
                .extracting(file -> file.name() + " " + file.size() + " " + file.shown())
                .containsExactly(
                        "图.png 6 true",
                        "合同.pdf 3 false",
                        "合同 (2).pdf 3 false",
                        "attachment-4.eml 23 false",
                        "evil.txt 5 false");
        assertThat(mail.to())
                .extracting(MailAddress::address)
                .containsExactly("support@example.com", "a@x.example", "b@x.example");
        assertThat(mail.inReplyTo()).containsExactly("<0@example.com>");
        assertThat(mail.references()).containsExactly("<a@example.com>", "<0@example.com>");
        assertThat(mail.sentAt()).isEqualTo("2026-11-23T01:00:00Z");
        try (InputStream in = mail.files().get(2).content().open()) {
            assertThat(in).hasContent("two");
        }
    }

    @Test
    void theFilesOfWinmailDatAreTakenOut() throws Exception {
        byte[] tnef = new TnefWriter()
                .file("合同.docx", "contract".getBytes(StandardCharsets.UTF_8))
                .body("<p>请看附件</p>")
                .bytes();
        ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=A\r\n\r\n--A\r\nContent-Type: application/ms-tnef;"
                        + " name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(tnef) + "\r\n--A--\r\n");
        assertThat(mail.text()).isEqualTo("请看附件");
        assertThat(mail.files()).extracting(ParsedMail.File::name).containsExactly("合同.docx");
        for (int length = 0; length < tnef.length; length++) {
            Tnef.read(java.util.Arrays.copyOf(tnef, length));
        }
    }

    @Test
    void whatIsBrokenIsReadAsFarAsItGoes() throws Exception {
        assertThat(parse("Content-Type: multipart/mixed; boundary=A\r\n\r\nno boundary")
                        .files())
                .isEmpty();
        assertThat(parse("Content-Type: multipart/mixed; boundary=A\r\n\r\n--A\r\n\r\ntext")
                        .text())
                .as("no end")
                .isEqualTo("text");
        assertThat(parse("Content-Type: ;;;\r\n\r\ntext").files()).hasSize(1);
        assertThat(parse("Content-Type: text/plain; charset=nonsense\r\n\r\n你好").text())
                .isEqualTo("你好");
        assertThat(parse("Content-Transfer-Encoding: base64\r\n\r\n5L2g!5aW9*").text())
                .isEqualTo("你好");
        assertThat(parse("From: <<broken\r\nTo: a@b.example;c@d.example\r\nDate: never\r\n\r\n")
                        .to())
                .extracting(MailAddress::address)
                .containsExactly("a@b.example", "c@d.example");
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=B")
                    .append(i)
                    .append("\r\n\r\n--B")
                    .append(i)
                    .append("\r\n");
        }
        assertThatThrownBy(() -> parse(deep.toString())).isInstanceOf(UnreadableMail.class);
    }

    @Test
    void noRubbishBreaksTheReading() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "Content-Type: ",
                "multipart/mixed; boundary=A",
                "text/html",
                "\r\n",
                "\r\n\r\n",
                "--A",
                "=?gbk?B?",
                "?=",
                "Content-Transfer-Encoding: base64\r\n",
                "<img src=cid:",
                "\u00ff\u00fe",
                ": ",
                "--A--",
                "name=\"",
                "%E5");
        for (int round = 0; round < 2_000; round++) {
            StringBuilder mail = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                mail.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                parser.parse(new ByteArrayInputStream(mail.toString().getBytes(StandardCharsets.ISO_8859_1)));
            } catch (UnreadableMail setAside) {
                assertThat(setAside.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void twentyFiveMegabytesComeOutAsTheyWentIn() throws Exception {
        byte[] content = new byte[25 << 20];
        new Random(1).nextBytes(content);
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(("Content-Type: application/zip; name=big.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(Base64.getMimeEncoder().encode(content));
        ParsedMail parsed = parser.parse(new ByteArrayInputStream(mail.toByteArray()));
        assertThat(parsed.files().get(0).size()).isEqualTo(content.length);
        try (InputStream in = parsed.files().get(0).content().open()) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Auto-Submitted: auto-replied', AUTOMATIC",
        "'Auto-Submitted: no', PERSON",
        "'X-Auto-Response-Suppress: All', AUTOMATIC",
        "'Precedence: bulk', BULK",
        "'List-Id: <news.example.com>', BULK",
        "'Return-Path: <>', AUTOMATIC",
        "'Subject: 自动回复：我在休假', AUTOMATIC",
        "'Subject: Out of office: back on Monday', AUTOMATIC",
        "'Subject: 关于自动回复的问题', PERSON",
        "'From: MAILER-DAEMON@mx.example.com', BOUNCE",
        "'Content-Type: multipart/report; report-type=delivery-status; boundary=A', BOUNCE"
    })
    void mailOfMachinesIsToldFromMailOfPeople(String header, Origin origin) throws Exception {
        assertThat(parse(header + "\r\n\r\n").origin()).isEqualTo(origin);
    }

    private ParsedMail parse(String mail) throws UnreadableMail, IOException {
        return parse(mail, new byte[0]);
    }

    private ParsedMail parse(String head, byte[] body) throws UnreadableMail, IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        return parser.parse(new ByteArrayInputStream(all.toByteArray()));
    }
}
