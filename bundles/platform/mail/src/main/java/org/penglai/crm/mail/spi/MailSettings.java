package org.penglai.crm.mail.spi;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** What of mailboxes and senders is no field: secrets, trials, figures. Safe for any thread. */
@ProviderType
public interface MailSettings {
    /**
     * Keeps the password of a mailbox or sender, sealed; nobody can read it again.
     *
     * @param type {@code mailboxes} or {@code mailSenders}
     * @throws org.penglai.crm.api.error.Forbidden without the right to change it
     * @throws org.penglai.crm.api.error.NotFound if there is none
     */
    void password(Caller caller, String type, long id, String password);

    /**
     * Connects and signs in, with the settings and the password as they are stored.
     *
     * @return what the server, or the way to it, says against it; null if all is well
     * @throws org.penglai.crm.api.error.Forbidden without the right to change it
     */
    String test(Caller caller, String type, long id);

    /**
     * Makes a new key that the sender's mails are signed with from now on, and writes what has to be published into the
     * sender's record.
     *
     * @return what has to be published as TXT record
     */
    String renewKey(Caller caller, long sender);

    /** How many mails to be sent are in each status. */
    Map<String, Long> outgoing();

    /** How many mails that arrived are in each status. */
    Map<String, Long> incoming();
}
