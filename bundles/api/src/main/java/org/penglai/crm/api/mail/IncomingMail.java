package org.penglai.crm.api.mail;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.penglai.crm.api.records.RecordLink;

/**
 * A mail that has arrived, taken apart. Texts are never null; an absent one is empty.
 *
 * @param id of the record of type {@code incomingMails}; the same mail in several mailboxes has one, and comes once
 * @param mailboxes ids of the records of type {@code mailboxes} that it was found in until now, the first one first
 * @param messageId with angle brackets; made from the content if the mail has none
 * @param inReplyTo Message-IDs that it says to answer; anybody can write anything there
 * @param references Message-IDs of the conversation, oldest first; anybody can write anything there
 * @param threads records that mails of ours were about which this one answers. Told by a signature that only we can make, so
 *     it is true that one who got such a mail, or one whom it was passed on to, sends this
 * @param from who wrote it; null if the mail does not say it
 * @param replyTo where answers go: {@code from} if the mail does not say anything else
 * @param sentAt as the mail says; null if it does not
 * @param receivedAt when the mail server got it
 * @param text as text, made from the HTML if there is no other
 * @param html cleaned for display like {@link Mails#clean}; empty for a mail of text alone
 * @param files that come along, pictures within the text included; on the record that the handler names they have these
 *     names
 * @param origin whether a person wrote it
 * @param headers all, by name without regard to case
 */
public record IncomingMail(
        long id,
        List<Long> mailboxes,
        String messageId,
        List<String> inReplyTo,
        List<String> references,
        Set<RecordLink> threads,
        MailAddress from,
        List<MailAddress> replyTo,
        List<MailAddress> to,
        List<MailAddress> cc,
        String subject,
        Instant sentAt,
        Instant receivedAt,
        String text,
        String html,
        List<File> files,
        Origin origin,
        Map<String, List<String>> headers) {

    public IncomingMail {
        mailboxes = List.copyOf(mailboxes);
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        threads = Set.copyOf(threads);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        files = List.copyOf(files);
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableMap(sorted);
    }

    /**
     * A file of a mail.
     *
     * @param name unique among the files of the mail
     * @param mediaType as the mail says
     * @param size in bytes
     * @param shown whether the HTML shows it, as a picture with that name in {@code data-file}
     */
    public record File(String name, String mediaType, long size, boolean shown) {}

    /** Who writes. Only what a person wrote should be answered automatically. */
    public enum Origin {
        /** A person, as far as can be told. */
        PERSON,
        /** A machine on behalf of a person: out of office, automatic reply. */
        AUTOMATIC,
        /** Newsletters and mailing lists. */
        BULK,
        /** A mail server that could not deliver something. */
        BOUNCE
    }
}
