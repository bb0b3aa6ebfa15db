package org.penglai.crm.api.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.records.RecordLink;

/**
 * A mail that is to be sent. Begin with {@link #about(String, String)}.
 *
 * @param key what makes it this mail: asked to send another one of the same key, the platform sends nothing. Unique over
 *     the installation, e.g. {@code ticketMessages:4711}; at most 200 characters
 * @param sender id of the record of type {@code mailSenders} that it is sent by; null for the default one
 * @param subject one line
 * @param text what readers without HTML get; null if there is HTML, which it is then made from
 * @param html null for a mail of text alone; cleaned before it is sent. A picture {@code <img src="cid:name.png">} is the
 *     file of that name
 * @param about record that an answer belongs to; null if none. {@link IncomingMail#threads()} of the answer names it
 * @param filesOf record whose files go along; null if none
 * @param inReplyTo Message-ID of the mail that this one answers, with angle brackets; null if none
 * @param references Message-IDs of the conversation, oldest first
 * @param automatic whether no person wrote it: marked so that other machines do not answer it
 * @param notBefore until then it is not sent and can be called back; null to send it at once
 */
public record OutgoingMail(
        String key,
        Long sender,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        String subject,
        String text,
        String html,
        RecordLink about,
        RecordLink filesOf,
        String inReplyTo,
        List<String> references,
        boolean automatic,
        Instant notBefore) {

    public OutgoingMail {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(subject, "subject");
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        references = List.copyOf(references);
    }

    /**
     * Begins a mail.
     *
     * @param key see {@link OutgoingMail#key}
     */
    public static Builder about(String key, String subject) {
        return new Builder(key, subject);
    }

    /** Collects what makes a mail. For one thread. */
    public static final class Builder {
        private final String key;
        private final String subject;
        private final List<MailAddress> to = new ArrayList<>();
        private final List<MailAddress> cc = new ArrayList<>();
        private final List<MailAddress> bcc = new ArrayList<>();
        private final List<String> references = new ArrayList<>();
        private Long sender;
        private String text;
        private String html;
        private RecordLink about;
        private RecordLink filesOf;
        private String inReplyTo;
        private boolean automatic;
        private Instant notBefore;

        private Builder(String key, String subject) {
            this.key = key;
            this.subject = subject;
        }

        /** Another one who gets it. */
        public Builder to(MailAddress address) {
            to.add(address);
            return this;
        }

        /** Another one who gets a copy. */
        public Builder cc(MailAddress address) {
            cc.add(address);
            return this;
        }

        /** Another one who gets a copy that the others do not know of. */
        public Builder bcc(MailAddress address) {
            bcc.add(address);
            return this;
        }

        /** By which record of {@code mailSenders}. */
        public Builder sender(Long id) {
            sender = id;
            return this;
        }

        /** What readers without HTML get. */
        public Builder text(String plain) {
            text = plain;
            return this;
        }

        /** What other readers get. */
        public Builder html(String markup) {
            html = markup;
            return this;
        }

        /** The record that answers belong to. */
        public Builder thread(String type, long id) {
            about = new RecordLink(type, id);
            return this;
        }

        /** The record whose files go along. */
        public Builder filesOf(String type, long id) {
            filesOf = new RecordLink(type, id);
            return this;
        }

        /** The mail that is answered, and the conversation before it. */
        public Builder answers(String messageId, List<String> conversation) {
            inReplyTo = messageId;
            references.addAll(conversation);
            return this;
        }

        /** No person wrote it. */
        public Builder automatic() {
            automatic = true;
            return this;
        }

        /** Not before that time. */
        public Builder notBefore(Instant time) {
            notBefore = time;
            return this;
        }

        public OutgoingMail build() {
            return new OutgoingMail(
                    key,
                    sender,
                    to,
                    cc,
                    bcc,
                    subject,
                    text,
                    html,
                    about,
                    filesOf,
                    inReplyTo,
                    references,
                    automatic,
                    notBefore);
        }
    }
}
