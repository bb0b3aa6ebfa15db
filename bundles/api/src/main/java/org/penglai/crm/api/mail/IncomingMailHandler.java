package org.penglai.crm.api.mail;

import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordLink;

/**
 * Does something about mail that arrives: makes tickets or leads of it. Register it as an OSGi service; each mailbox says
 * by name whose mail it gets. While the service is away, its mail waits.
 *
 * <p><b>At least once</b>: after a crash a mail may come again. Keep {@link IncomingMail#id()} in a field with a key and
 * look for it first. A failure, or taking more than 30 seconds, gives the mail again after 1, 2, 4 ... minutes; after eight
 * attempts it is set aside with the reason, and an administrator can give it again.
 */
@ConsumerType
public interface IncomingMailHandler {
    /** Unique and lasting, what mailboxes call it: {@code support}; at most 80 characters. */
    String name();

    /** What administrators choose. */
    Localized label();

    /**
     * Handles one mail, one at a time, oldest first for each mailbox. May use
     * {@link org.penglai.crm.api.records.Records}.
     *
     * @throws InterruptedException when the time is over or the platform is going
     */
    Result handle(IncomingMail mail) throws InterruptedException;

    /**
     * What became of a mail.
     *
     * @param record what was made of it, or what it was added to; the mail's files are put on it if its type has files, each
     *     once. Null if nothing was made
     * @param reason why nothing was made, for administrators; null if something was
     */
    record Result(RecordLink record, String reason) {
        /** It became, or was added to, a record. */
        public static Result of(String type, long id) {
            return new Result(new RecordLink(type, id), null);
        }

        /** Nothing was made of it. */
        public static Result ignored(String reason) {
            return new Result(null, reason);
        }
    }
}
