package org.penglai.crm.api.mail;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends mail. What is given to it is stored first and sent by the platform's own work: nothing is lost when a mail server
 * is away or the process ends, and nothing is sent twice. Best called by an
 * {@link org.penglai.crm.api.events.EventHandler} after the write that the mail tells of. Safe for any thread.
 */
@ProviderType
public interface Mails {
    /**
     * Stores a mail for sending. If there is a mail of that key already, nothing happens.
     *
     * @return the mail of that key
     * @throws org.penglai.crm.api.error.Invalid if it has nobody to go to, an address is none, or there is no such sender
     */
    MailState send(OutgoingMail mail);

    /** The mail of that key. */
    Optional<MailState> find(String key);

    /** Calls a mail back that no mail server has been asked to take yet; false if it is too late or there is none. */
    boolean recall(String key);

    /**
     * What may be shown of HTML of any origin: no scripts, forms, frames, foreign styles or addresses that run something.
     * Pictures and other things from elsewhere are not loaded: a picture's address stands in {@code data-remote}, for a
     * reader who wants to see it; one that comes along as a file has the file's name in {@code data-file}.
     */
    String clean(String html);
}
