package org.penglai.crm.support.internal.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.support.internal.ticket.TicketMessageType;

/** What a mail becomes as a message. */
final class MessageValues {
    static final int LONGEST_ID = 400;
    private static final int LONGEST_BODY = 10_000;
    private static final int LONGEST_NAME = 400;
    private static final int MOST_REFERENCES = 20;
    private static final int LONGEST_REFERENCES = 4_000;

    private MessageValues() {}

    /** Of a message, without its ticket. */
    static Map<String, Object> of(IncomingMail mail, boolean joins) {
        Map<String, Object> values = new HashMap<>();
        String text = Texts.clean(mail.text());
        String said = joins ? ReplyText.said(text) : text;
        String body = Texts.cut(said.isBlank() ? withoutText(mail) : said, LONGEST_BODY);
        values.put(TicketMessageType.MAIL_KEY, RecordId.format(mail.id()));
        values.put(TicketMessageType.DIRECTION, TicketMessageType.IN);
        values.put(TicketMessageType.BODY, body);
        if (!text.isEmpty() && !body.equals(text)) {
            values.put(TicketMessageType.ORIGINAL, text);
        }
        if (!mail.html().isBlank()) {
            values.put(TicketMessageType.HTML, Texts.clean(mail.html()));
        }
        values.put(TicketMessageType.AUTOMATIC, mail.origin() != IncomingMail.Origin.PERSON);
        values.put(TicketMessageType.MESSAGE_ID, id(mail.messageId()));
        values.put(
                TicketMessageType.IN_REPLY_TO,
                mail.inReplyTo().isEmpty() ? null : id(mail.inReplyTo().get(0)));
        values.put(TicketMessageType.REFERENCES, references(mail.references()));
        values.put(TicketMessageType.FROM, Texts.line(mail.from().toString(), LONGEST_NAME));
        values.put(TicketMessageType.TO, Addresses.line(mail.to()));
        values.put(TicketMessageType.CC, Addresses.line(mail.cc()));
        return values;
    }

    /** In one line, the latest ones if there are many; null for none. */
    static String references(List<String> ids) {
        List<String> kept = ids.stream().filter(id -> id(id) != null).toList();
        kept = kept.subList(Math.max(0, kept.size() - MOST_REFERENCES), kept.size());
        while (kept.stream().mapToInt(id -> id.length() + 1).sum() > LONGEST_REFERENCES) {
            kept = kept.subList(1, kept.size());
        }
        return kept.isEmpty() ? null : String.join(" ", kept);
    }

    private static String id(String messageId) {
        return messageId.length() > LONGEST_ID || messageId.isBlank() ? null : messageId;
    }

    /** A mail of pictures alone is told by their names. */
    private static String withoutText(IncomingMail mail) {
        String files = mail.files().stream().map(IncomingMail.File::name).collect(Collectors.joining(", "));
        String subject = Texts.line(mail.subject(), LONGEST_NAME);
        return !files.isBlank() ? Texts.clean(files) : subject == null ? "—" : subject;
    }
}
