package org.penglai.crm.mail.internal.outgoing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.activation.DataHandler;
import javax.activation.FileDataSource;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Part;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimeUtility;
import javax.mail.util.ByteArrayDataSource;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.html.CleanHtml;

/** Writes mails as they go over the line. */
final class Composer {
    private static final String UTF_8 = "UTF-8";

    private final Session session = Session.getInstance(new Properties());

    /**
     * Writes the mail into a file.
     *
     * @param files that go along
     */
    void write(Letter letter, Sender sender, List<Attachments.Content> files, Instant now, Path target)
            throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", letter.messageId());
            }
        };
        headers(message, letter, sender, now);
        content(message, letter, files);
        message.saveChanges();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            message.writeTo(out, new String[] {"Bcc"});
        }
    }

    private static void headers(MimeMessage message, Letter letter, Sender sender, Instant now)
            throws MessagingException, IOException {
        Details details = letter.details();
        message.setFrom(address(new MailAddress(sender.address(), sender.displayName())));
        if (sender.replyTo() != null) {
            message.setReplyTo(addresses(List.of(MailAddress.of(sender.replyTo()))));
        }
        message.setRecipients(Message.RecipientType.TO, addresses(details.to()));
        message.setRecipients(Message.RecipientType.CC, addresses(details.cc()));
        if (details.to().isEmpty() && details.cc().isEmpty()) {
            message.setHeader("To", "undisclosed-recipients:;");
        }
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(now));
        if (details.inReplyTo() != null) {
            message.setHeader("In-Reply-To", line(details.inReplyTo()));
        }
        List<String> references = new ArrayList<>(details.references());
        if (details.inReplyTo() != null && !references.contains(details.inReplyTo())) {
            references.add(details.inReplyTo());
        }
        if (!references.isEmpty()) {
            String all = references.stream().map(Composer::line).collect(Collectors.joining(" "));
            message.setHeader("References", MimeUtility.fold("References: ".length(), all));
        }
        if (details.automatic()) {
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
    }

    /** Nothing may begin a header of its own. */
    private static String line(String value) {
        return value.replaceAll("[\\p{Cntrl}]", "");
    }

    private static void content(MimeMessage message, Letter letter, List<Attachments.Content> files)
            throws MessagingException, IOException {
        Map<String, Attachments.Content> byName = files.stream()
                .collect(Collectors.toMap(
                        file -> file.attachment().name(), Function.identity(), (first, next) -> first));
        Map<String, String> pictures = byName.keySet().stream().collect(Collectors.toMap(name -> name, name -> name));
        MimeBodyPart body = new MimeBodyPart();
        List<Attachments.Content> shown = List.of();
        if (letter.html() == null) {
            text(body, letter.text(), "plain");
        } else {
            CleanHtml.Result clean = CleanHtml.clean(letter.html(), pictures);
            shown = clean.shown().stream().map(byName::get).toList();
            html(body, letter, clean.html(), shown);
        }
        List<Attachments.Content> attached = new ArrayList<>(files);
        attached.removeAll(shown);
        if (attached.isEmpty()) {
            message.setContent(whole(body));
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(body);
        for (Attachments.Content file : attached) {
            mixed.addBodyPart(file(file, Part.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private static MimeMultipart whole(MimeBodyPart body) throws MessagingException, IOException {
        if (body.getContent() instanceof MimeMultipart multipart) {
            return multipart;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(body);
        return mixed;
    }

    private static void html(MimeBodyPart body, Letter letter, String clean, List<Attachments.Content> shown)
            throws MessagingException, IOException {
        MimeMultipart alternatives = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        text(plain, letter.text(), "plain");
        alternatives.addBodyPart(plain);
        MimeBodyPart markup = new MimeBodyPart();
        if (shown.isEmpty()) {
            text(markup, clean.replace("data-remote=", "src="), "html");
        } else {
            MimeMultipart related = new MimeMultipart("related");
            MimeBodyPart page = new MimeBodyPart();
            text(page, withPictures(clean, shown), "html");
            related.addBodyPart(page);
            for (Attachments.Content file : shown) {
                MimeBodyPart picture = file(file, Part.INLINE);
                picture.setContentID("<" + contentId(file) + ">");
                related.addBodyPart(picture);
            }
            markup.setContent(related);
        }
        alternatives.addBodyPart(markup);
        body.setContent(alternatives);
    }

    private static String withPictures(String clean, List<Attachments.Content> shown) {
        Map<String, String> ids = shown.stream()
                .collect(Collectors.toMap(file -> file.attachment().name(), Composer::contentId));
        return CleanHtml.namingFiles(
                clean.replace("data-remote=", "src="), name -> "src=\"cid:" + ids.get(name) + "\"");
    }

    private static String contentId(Attachments.Content file) {
        return file.attachment().id() + "@penglai";
    }

    private static MimeBodyPart file(Attachments.Content file, String disposition)
            throws MessagingException, IOException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new FileDataSource(file.file().toFile())));
        String type = file.attachment().mediaType();
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setDisposition(disposition);
        part.setFileName(MimeUtility.encodeText(file.attachment().name(), UTF_8, null));
        return part;
    }

    private static void text(MimeBodyPart part, String text, String subtype) throws MessagingException {
        byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "text/" + subtype + "; charset=" + UTF_8)));
        part.setHeader("Content-Transfer-Encoding", "base64");
    }

    private static InternetAddress[] addresses(List<MailAddress> all) throws MessagingException, IOException {
        InternetAddress[] addresses = new InternetAddress[all.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = address(all.get(i));
        }
        return addresses;
    }

    private static InternetAddress address(MailAddress address) throws MessagingException, IOException {
        InternetAddress internet = new InternetAddress(address.address());
        if (address.name() != null) {
            internet.setPersonal(address.name().replaceAll("\\p{Cntrl}", " "), UTF_8);
        }
        return internet;
    }
}
