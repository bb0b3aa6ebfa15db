package org.penglai.crm.mail.internal.mime;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.mail.IncomingMail.Origin;
import org.penglai.crm.api.mail.MailAddress;

/**
 * A mail taken apart.
 *
 * @param messageId with angle brackets; empty if it has none
 * @param from null if it does not say
 * @param sentAt null if it does not say
 * @param html cleaned
 */
public record ParsedMail(
        String messageId,
        List<String> inReplyTo,
        List<String> references,
        MailAddress from,
        List<MailAddress> replyTo,
        List<MailAddress> to,
        List<MailAddress> cc,
        String subject,
        Instant sentAt,
        String text,
        String html,
        List<File> files,
        Origin origin,
        Map<String, List<String>> headers) {

    /**
     * A file of it; its content can be read while the source of the mail is open.
     *
     * @param contentId without brackets, null if nothing can refer to it
     * @param shown whether the HTML shows it
     */
    public record File(String name, String mediaType, long size, String contentId, boolean shown, Content content) {}

    /** Opens a content, as often as wanted. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
