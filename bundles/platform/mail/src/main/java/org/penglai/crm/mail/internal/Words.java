package org.penglai.crm.mail.internal;

/** What went wrong, in the words of whoever said so. */
public final class Words {
    private Words() {}

    public static String of(Throwable failure) {
        String own = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().strip();
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null || own.contains(cause.getMessage())
                ? own
                : own + ": " + cause.getMessage();
    }
}
