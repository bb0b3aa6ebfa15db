package org.penglai.crm.mail.internal;

import java.util.Properties;
import org.penglai.crm.mail.internal.type.Encryption;

/**
 * How to get to a mail server.
 *
 * @param port 0 for the usual one
 * @param encryption a value of {@link Encryption}
 * @param username null for no sign-in
 */
public record ServerAddress(String host, int port, String encryption, String username) {
    private static final String CONNECT_MILLIS = "10000";
    /** Servers look through a mail before they say that they have it. */
    private static final String READ_MILLIS = "120000";

    private static final String WRITE_MILLIS = "60000";

    /** Settings of a session; every wait ends. */
    public Properties properties(String protocol) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty("mail.store.protocol", protocol);
        properties.setProperty(prefix + "host", host);
        if (port > 0) {
            properties.setProperty(prefix + "port", Integer.toString(port));
        } else if (isTls()) {
            properties.setProperty(prefix + "port", tlsPort(protocol));
        } else if (protocol.equals("smtp") && username != null) {
            properties.setProperty(prefix + "port", "587");
        }
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", READ_MILLIS);
        properties.setProperty(prefix + "writetimeout", WRITE_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.enable", Boolean.toString(isTls()));
        boolean startTls = Encryption.START_TLS.equals(encryption);
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        return properties;
    }

    private boolean isTls() {
        return Encryption.TLS.equals(encryption);
    }

    private static String tlsPort(String protocol) {
        return switch (protocol) {
            case "imap" -> "993";
            case "pop3" -> "995";
            default -> "465";
        };
    }
}
