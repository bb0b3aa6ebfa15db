package org.penglai.crm.mail.internal.mime;

/** A mail that cannot be taken apart. */
public final class UnreadableMail extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableMail(String reason) {
        super(reason);
    }

    UnreadableMail(String reason, Throwable cause) {
        super(reason, cause);
    }
}
