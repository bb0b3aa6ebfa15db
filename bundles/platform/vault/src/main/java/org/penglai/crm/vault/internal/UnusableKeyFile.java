package org.penglai.crm.vault.internal;

/** The key file cannot be used; the message tells the operator why and what to do. */
final class UnusableKeyFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableKeyFile(String message) {
        super(message);
    }
}
